import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import { ruleFault } from '../rule/fault.ts';
import type { CompileGiven } from './rules.ts';

/** What the ledger is asked to keep, see `RuleInput`. */
export interface KeptRule {
  readonly id: string;
  readonly text: string;
  readonly parameters?: string | null;
}

/**
 * Refuses a rule that could not be run, before the ledger is handed it: the ledger is a department's and knows no graph;
 * only this gateway knows what the text is written against. Throws RULE_INVALID.
 */
export const checkKept = (
  { id, text, parameters }: KeptRule,
  compile: CompileGiven,
  client: ClientRequest,
): void => {
  const { metadata } = compile(text, parameters, client);
  if (metadata.id !== id)
    throw ruleFault(id, { en: `the text is that of ${metadata.id}`, zh: `文本是规则 ${metadata.id} 的` });
};
