import type { AskDesk, Failure, Outcome } from '../../ask.ts';
import type { KeptRule, KeptVersion } from '../../rule.ts';
import { FINDINGS, variablesOf } from '../findings.ts';
import type { Finding, FindingPage, Wanted } from '../findings.ts';

/** Findings that are read at once: enough for few questions, and few enough for an answer within the deadline. */
const AT_ONCE = 200;

/** A rule in the texts of all its versions. */
export interface RuleTexts extends Pick<KeptRule, 'id'> {
  readonly versions: readonly Pick<KeptVersion, 'version' | 'text'>[];
}

const RULE_TEXTS = `query DeskRuleTexts { standingRules { id versions { version text } } }`;

/** All findings of what is wanted with the rules that found them; or why not all of them. */
export interface Reading {
  readonly kind: 'whole' | 'failed' | 'changed';
  readonly found: readonly Finding[];
  readonly rules: readonly RuleTexts[];
  /** Findings that there are; 0 while it is not known. */
  readonly total: number;
  /** What kept it from being whole; of a whole one, what owners do not share with whoever asks: it is empty there. */
  readonly failures: readonly Failure[];
}

interface Page {
  readonly findings: FindingPage | null;
}

/** The pages of what is wanted, each asked for when it is wanted, until one is missing. */
async function* pagesOf(ask: AskDesk, wanted: Wanted): AsyncGenerator<Outcome<Page>> {
  let after: string | null = null;
  do {
    const variables = variablesOf(wanted, after, AT_ONCE);
    // Each page begins where the one before ends.
    // oxlint-disable-next-line no-await-in-loop
    const outcome: Outcome<Page> = await ask<Page>(FINDINGS, variables);
    yield outcome;
    const info = outcome.data?.findings?.pageInfo;
    after = info?.hasNextPage === true ? info.endCursor : null;
  } while (after !== null);
}

/** True where all is there but what owners do not share. */
const isWholeBut = (failures: readonly Failure[]): boolean => failures.every(({ gap }) => gap !== undefined);

/** True where each is there once, and all of them: none came or went while others were read. */
const isAll = (found: readonly Finding[], total: number): boolean =>
  found.length === total && new Set(found.map(({ id }) => id)).size === total;

/**
 * Reads all pages of what is wanted, and says after each how many of how many are read. It goes no further where a page
 * fails, or where `isWanted` says that nobody waits for it any longer.
 */
export const readAll = async (
  ask: AskDesk,
  wanted: Wanted,
  tell: (read: number, total: number) => void,
  isWanted: () => boolean,
): Promise<Reading> => {
  const found: Finding[] = [];
  const gaps = new Map<string, Failure>();
  let total = 0;
  const kept = await ask<{ readonly standingRules: readonly RuleTexts[] | null }>(RULE_TEXTS);
  const rules = kept.data?.standingRules ?? [];
  const failed = (failures: readonly Failure[]): Reading => ({
    kind: 'failed',
    found,
    rules,
    total,
    failures,
  });
  if (!kept.data?.standingRules || kept.failures.length > 0) return failed(kept.failures);
  for await (const { data, failures } of pagesOf(ask, wanted)) {
    const page = data?.findings;
    if (!page || !isWholeBut(failures) || !isWanted()) return failed(failures);
    found.push(...page.nodes);
    total = page.totalCount;
    for (const failure of failures) gaps.set(failure.en, failure);
    tell(found.length, total);
  }
  return { ...failed([...gaps.values()]), kind: isAll(found, total) ? 'whole' : 'changed' };
};
