import type { Hit } from '../judge/judge.ts';
import type { Standing } from './standing.ts';

/** A rule that a difference may fall under. */
interface Reason {
  readonly rule: string;
  /** True where the difference is of the kind that the rule is about. */
  readonly fits: (standing: Standing) => boolean;
}

/** The rule that says most comes first: who is dead is no matter of late paper. */
export const REASONS: readonly Reason[] = [
  { rule: 'R12', fits: ({ paid }) => paid === true },
  { rule: 'R13', fits: ({ paid, seated }) => paid === true || seated === true },
  { rule: 'R03', fits: ({ seated }) => seated === true },
  { rule: 'R15', fits: ({ paid, seated }) => paid === true || seated === true },
  { rule: 'R24', fits: ({ seated, employed }) => seated !== employed },
  { rule: 'R21', fits: () => true },
];

/** What a rule says of somebody: its hits, or undefined where it could not be decided. */
export type Opinion = readonly Hit[] | undefined;

/** The rule that a difference falls under. */
export interface Explanation {
  /** Null where no rule explains it. */
  readonly rule: string | null;
  readonly hit: Hit | null;
  /** Rules that say more and could not be decided. */
  readonly undecided: readonly string[];
}

/** A hit about another institution explains nothing here; R21 names the first of a person's institutions only. */
const isHere = (rule: string, { institutionCode }: Hit, unit: string | null): boolean =>
  rule === 'R21' || institutionCode === null || institutionCode === unit;

/** Which rule a difference falls under, by what the rules say of the person. */
export const explanationOf = (standing: Standing, opinionOf: (rule: string) => Opinion): Explanation => {
  const undecided: string[] = [];
  for (const { rule, fits } of REASONS) {
    if (!fits(standing)) continue;
    const opinion = opinionOf(rule);
    if (opinion === undefined) undecided.push(rule);
    const hit = opinion?.find((each) => isHere(rule, each, standing.unit));
    if (hit !== undefined) return { rule, hit, undecided };
  }
  return { rule: null, hit: null, undecided };
};
