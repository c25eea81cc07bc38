import { z } from 'zod';
import { CodedError } from '../../../schema/errors.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import type { AskQuestion } from '../compare/ask.ts';
import { needed, question } from '../question.ts';
import type { Rule } from '../rule/compile.ts';
import { parametersGiven, type CompileGiven } from './rules.ts';

/** Which rule is meant: a text, or what the ledger keeps under an id. */
export interface RuleChoice {
  readonly text?: string | null;
  readonly id?: string | null;
  /** Left out: the version at work, else the latest. */
  readonly version?: number | null;
  /** A JSON object; a parameter that is left out is as the version has it, else as the text has it. */
  readonly parameters?: string | null;
}

const Version = z.object({ version: z.int(), text: z.string(), parameters: z.string().nullable() });
const Kept = z.object({
  rule: z.object({ active: Version.nullable(), versions: z.array(Version) }).nullable(),
});

const KEPT = question(`query KeptRule($id: ID!) {
  rule: standingRule(id: $id) { active { ...Kept } versions { ...Kept } }
}
fragment Kept on RuleVersion { version text parameters }`);

const keptVersion = async (id: string, version: number | null, ask: AskQuestion) => {
  const { rule } = Kept.parse(needed(await ask(KEPT, { id })));
  if (rule === null) throw new CodedError('RULE_UNKNOWN', { rule: id });
  const { active, versions } = rule;
  const found =
    version === null ? (active ?? versions.at(-1)) : versions.find((each) => each.version === version);
  if (found === undefined) throw new CodedError('RULE_VERSION_UNKNOWN', { rule: id, version });
  return found;
};

/** The rule that is meant, compiled. RULE_UNKNOWN, RULE_VERSION_UNKNOWN, RULE_INVALID. */
export const chosenRule = async (
  { text = null, id = null, version = null, parameters = null }: RuleChoice,
  {
    compile,
    ask,
    client,
  }: { readonly compile: CompileGiven; readonly ask: AskQuestion; readonly client: ClientRequest },
): Promise<Rule> => {
  if (text !== null) return compile(text, parameters, client);
  if (id === null) throw new CodedError('RULE_UNKNOWN', { rule: '?' });
  const kept = await keptVersion(id, version, ask);
  const values = { ...parametersGiven(kept.parameters), ...parametersGiven(parameters) };
  return compile(kept.text, JSON.stringify(values), client);
};
