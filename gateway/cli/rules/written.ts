import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CodedError, type ErrorCode } from '../../../schema/errors.ts';
import { pgDataOf } from '../../../subgraphs/kit/postgres/secrets.ts';
import type { Config } from '../../config.ts';
import type { Values } from '../../oversight/condition/expression.ts';
import type { Rule } from '../../oversight/rule/compile.ts';
import { ruleFiles, type RuleFile } from '../../oversight/rule/files.ts';
import type { CommandContext } from '../context.ts';
import { withRules } from './open.ts';

/** A rule as somebody wrote it. */
export interface WrittenRule {
  /** Its file, or which version of the ledger it is. */
  readonly name: string;
  readonly text: string;
  readonly parameters: Values;
}

/** What is wrong with a rule. */
export interface RuleFault {
  readonly code: ErrorCode;
  readonly en: string;
  readonly zh: string;
}

const inFile = ({ file, text }: RuleFile): WrittenRule => ({ name: file, text, parameters: {} });

/** A rule in a file that somebody names. Throws FILE_NOT_FOUND. */
export const ruleAt = (file: string): WrittenRule => {
  try {
    return inFile({ file, text: readFileSync(file, 'utf8') });
  } catch (cause) {
    throw new CodedError(
      'FILE_NOT_FOUND',
      { file, reason: cause instanceof Error ? cause.message : '' },
      { cause },
    );
  }
};

/** False before the first start: then nobody has saved a rule, and no database is made to look for one. */
const hasLedger = ({ dataDirectory, departments: { establishment } }: Config): boolean =>
  establishment.url !== undefined ||
  establishment.databaseUrl !== undefined ||
  existsSync(path.join(pgDataOf(dataDirectory), 'PG_VERSION'));

/** Rules at work that stand in the ledger as no file has them. */
const rulesAtWork = async (context: CommandContext, files: readonly RuleFile[]): Promise<WrittenRule[]> => {
  if (!hasLedger(context.config)) return [];
  const active = await withRules(context, ({ oversight }) => oversight.ledger.activeRules(), [
    'establishment',
  ]);
  return active
    .filter(
      ({ text, parameters }) =>
        Object.keys(parameters).length > 0 || !files.some((file) => file.text === text),
    )
    .map(({ ruleId, version, text, parameters }) => ({
      name: `${ruleId} version ${version}`,
      text,
      parameters,
    }));
};

/** The built-in rules, and those that were saved and put to work. */
export const writtenRules = async (context: CommandContext): Promise<WrittenRule[]> => {
  const files = ruleFiles();
  return [...files.map(inFile), ...(await rulesAtWork(context, files))];
};

/** A rule that is compiled, or what is wrong with it. */
export const compiledOr = (
  compile: (text: string, parameters?: Values) => Rule,
  { text, parameters }: WrittenRule,
): { readonly rule: Rule; readonly fault: null } | { readonly rule: null; readonly fault: RuleFault } => {
  try {
    return { rule: compile(text, parameters), fault: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    return { rule: null, fault: { code: error.code, en: error.message, zh: error.zh } };
  }
};
