import { readFileSync } from 'node:fs';
import { CodedError } from '../../../schema/errors.ts';
import { COMMITTED_SUPERGRAPH } from '../../compose/read.ts';
import { fieldOwners } from '../../oversight/evidence/owners.ts';
import { rulesOver } from '../../oversight/rule/over.ts';
import { ruleFiles, type RuleFile } from '../../oversight/rule/files.ts';
import type { CommandContext } from '../context.ts';

const supergraph = (): string => readFileSync(COMMITTED_SUPERGRAPH, 'utf8');

/** `rules list`: the built-in rules and whose data they read. */
export const listRules = ({ terminal }: CommandContext): void => {
  const sdl = supergraph();
  const compile = rulesOver(sdl);
  const owners = fieldOwners(sdl);
  const rules = ruleFiles().map(({ file, text }) => {
    const rule = compile(text);
    const { id, en, zh, severity, subject } = rule.metadata;
    return { id, en, zh, severity, subject, file, departments: owners.readBy(rule) };
  });
  const lines = rules.map(
    ({ id, severity, en, zh, departments }) =>
      `${id.padEnd(5)}${severity.padEnd(7)}${zh} ${en}  (${departments.join(', ')})`,
  );
  terminal.result(rules, lines.join('\n'));
};

const fileAt = (file: string): RuleFile => {
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (cause) {
    throw new CodedError(
      'FILE_NOT_FOUND',
      { file, reason: cause instanceof Error ? cause.message : '' },
      { cause },
    );
  }
};

/** `rules check`: what is wrong with rules, all of it. */
export const checkRules = ({ terminal }: CommandContext, files: readonly string[]): void => {
  const compile = rulesOver(supergraph());
  const checked = (files.length === 0 ? ruleFiles() : files.map(fileAt)).map(({ file, text }) => {
    try {
      compile(text);
      return { file, fault: null, faultZh: null };
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return { file, fault: error.message, faultZh: error.zh };
    }
  });
  const lines = checked.map(({ file, fault, faultZh }) =>
    fault === null ? `${file}: sound · 无误` : `${file}: ${fault}\n${faultZh}`,
  );
  terminal.result(checked, lines.join('\n'));
  if (checked.some(({ fault }) => fault !== null)) process.exitCode = 3;
};
