// What the rules find with a deed and without it.
import type { GraphQLError } from 'graphql';
import type { AskedFor, RuleGraph } from '../graph.ts';
import type { Hit } from '../judge/judge.ts';
import { judgePage, RULE, type Ask, type Judged } from '../judge/page.ts';
import { codeOf } from '../question.ts';
import type { Rule } from '../rule/compile.ts';
import { supposedOf, type Deed } from './deed.ts';
import { subjectOf, type RuleAtWork } from './touched.ts';

/** A hit with the deed, and what the same rule says without it. */
export interface DeedHit {
  readonly at: RuleAtWork;
  readonly hit: Hit;
  /** The hit that stands already about the same period; undefined where there is none. */
  readonly before: Hit | undefined;
}

/** A rule that is not decided, and the owners without whom it is not; `rule` where it cannot be worked out. */
export interface DeedUndecided {
  readonly rule: string;
  readonly owners: readonly string[];
}

/** What the rules find. */
export interface DeedJudged {
  /** Hits that are there with the deed only, or say something else with it. */
  readonly wouldFire: readonly DeedHit[];
  /** Hits that are there all the same. */
  readonly standing: readonly DeedHit[];
  readonly undecided: readonly DeedUndecided[];
}

/** Refusals of the facts themselves: whoever asks can mend them, and no rule is decided before. */
const UNSUPPOSABLE: ReadonlySet<unknown> = new Set(['COMMAND_INVALID', 'FACT_KNOWN', 'ROW_BREAKS_RULE']);

const isUnsupposable = ({ extensions }: GraphQLError): boolean => UNSUPPOSABLE.has(extensions['code']);

/** Throws what an owner says against the facts. */
const refusingFaults =
  (ask: Ask): Ask =>
  async (rule, variables) => {
    const answer = await ask(rule, variables);
    const fault = answer.errors?.find(isUnsupposable);
    if (fault !== undefined) throw fault;
    return answer;
  };

const ownersMissing = ({ missing, unknown }: Judged): string[] => [
  ...missing,
  ...unknown.flatMap(({ owners }) => owners),
];

const hitsOf = ({ found }: Judged): readonly Hit[] => found.flatMap(({ hits }) => hits);

const compared = (at: RuleAtWork, without: Judged, with_: Judged): DeedJudged => {
  const owners = [...new Set([...ownersMissing(without), ...ownersMissing(with_)])].sort();
  if (owners.length > 0)
    return { wouldFire: [], standing: [], undecided: [{ rule: at.rule.metadata.id, owners }] };
  const before = new Map(hitsOf(without).map((hit) => [hit.period, hit]));
  const hits = hitsOf(with_).map((hit): DeedHit => ({ at, hit, before: before.get(hit.period) }));
  const isStanding = ({ hit, before: known }: DeedHit): boolean => known?.digest === hit.digest;
  return {
    wouldFire: hits.filter((hit) => !isStanding(hit)),
    standing: hits.filter(isStanding),
    undecided: [],
  };
};

/** A rule that goes on for too long decides nothing, and keeps the others from nothing. */
const tooMuchWork =
  ({ rule }: RuleAtWork) =>
  (error: unknown): DeedJudged => {
    if (codeOf(error) !== 'RULE_TOO_MUCH_WORK') throw error;
    return { wouldFire: [], standing: [], undecided: [{ rule: rule.metadata.id, owners: [RULE] }] };
  };

const about = (subject: string) => ({ after: null, upTo: null, among: [subject] });

/**
 * Asks rules about a deed's person or institution on its day, as facts are registered and as if it were done. One after
 * the other: owners suppose the same facts once at a time. Throws what an owner says against the facts.
 */
export const judgeDeed = async (
  rules: readonly RuleAtWork[],
  deed: Deed,
  { askFor }: Pick<RuleGraph, 'askFor'>,
  request: Omit<AskedFor, 'supposed'>,
): Promise<DeedJudged> => {
  const asRegistered = askFor(request);
  const asIfDone = refusingFaults(askFor({ ...request, supposed: supposedOf(deed) }));
  const judge = (rule: Rule, ask: Ask): Promise<Judged> =>
    judgePage(rule, deed.asOf, about(subjectOf(rule, deed)), ask);
  const parts: DeedJudged[] = [];
  for (const at of rules) {
    request.signal.throwIfAborted();
    const both = Promise.all([judge(at.rule, asRegistered), judge(at.rule, asIfDone)]);
    parts.push(await both.then(([without, with_]) => compared(at, without, with_)).catch(tooMuchWork(at)));
  }
  return {
    wouldFire: parts.flatMap(({ wouldFire }) => wouldFire),
    standing: parts.flatMap(({ standing }) => standing),
    undecided: parts.flatMap(({ undecided }) => undecided),
  };
};
