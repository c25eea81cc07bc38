import type { Hit } from '../judge/judge.ts';

/**
 * The rules that differences may fall under, each where its own `explains` holds. The one that says most comes first: who
 * is dead is no matter of late paper.
 */
export const REASONS: readonly string[] = ['R12', 'R13', 'R03', 'R15', 'R18', 'R09', 'R24', 'R21'];

/** What a rule says of a difference: its hit that explains it, null where none does, or undefined where it could not be decided. */
export type Opinion = Hit | null | undefined;

/** The rule that a difference falls under. */
export interface Explanation {
  /** Null where no rule explains it. */
  readonly rule: string | null;
  readonly hit: Hit | null;
  /** Rules that say more and could not be decided. */
  readonly undecided: readonly string[];
}

/** Which rule a difference falls under, by what the rules say of it. */
export const explanationOf = (opinionOf: (rule: string) => Opinion): Explanation => {
  const undecided: string[] = [];
  for (const rule of REASONS) {
    const hit = opinionOf(rule);
    if (hit === undefined) undecided.push(rule);
    else if (hit !== null) return { rule, hit, undecided };
  }
  return { rule: null, hit: null, undecided };
};
