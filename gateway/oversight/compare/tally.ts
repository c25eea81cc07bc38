import { SIDES, verdictOf, type Side, type Standing } from './standing.ts';

/** How the three counts of an institution compare, in persons. */
export interface Tally extends Readonly<Record<Side, number | null>> {
  /** In all three counts. */
  readonly agreeing: number;
  readonly differing: number;
  /** Of whom one of the counts is not known: no difference. */
  readonly unknown: number;
  /** Differences by the rule that they fall under; `unexplained` where there is none. */
  readonly byRule: Readonly<Record<string, number>>;
}

/** A tally of one institution. */
export interface UnitTally extends Tally {
  /** Code of the institution; null for people of whom it is not known. */
  readonly unit: string | null;
}

/** Name of the differences that no rule explains. */
const UNEXPLAINED = 'unexplained';

interface Sum extends Record<Side, number> {
  agreeing: number;
  differing: number;
  unknown: number;
  readonly byRule: Record<string, number>;
  /** Counts that are not whole here. */
  readonly partial: Set<Side>;
}

const empty = (): Sum => ({
  seated: 0,
  employed: 0,
  paid: 0,
  agreeing: 0,
  differing: 0,
  unknown: 0,
  byRule: {},
  partial: new Set(),
});

const FIELD_OF = { AGREES: 'agreeing', DIFFERS: 'differing', UNKNOWN: 'unknown' } as const;

/** Adds up what is compared, by institution and over all. */
export interface Tallies {
  readonly count: (standing: Standing) => void;
  /** Notes the rule of a difference that is counted. */
  readonly explain: (unit: string | null, rule: string | null) => void;
  /** Says that a count is not whole: of an institution, or of all where none is named. */
  readonly lacks: (side: Side, unit?: string) => void;
  readonly units: () => UnitTally[];
  readonly total: () => Tally;
}

/** A count that is not whole is no count. */
const shownOf = (sum: Sum, lacking: ReadonlySet<Side>): Tally => {
  const { agreeing, differing, unknown, byRule, partial } = sum;
  const count = (side: Side): number | null => (partial.has(side) || lacking.has(side) ? null : sum[side]);
  const counts = { seated: count('seated'), employed: count('employed'), paid: count('paid') };
  return { ...counts, agreeing, differing, unknown, byRule: { ...byRule } };
};

export const openTallies = (): Tallies => {
  const sums = new Map<string | null, Sum>();
  const all = empty();
  const lacking = new Set<Side>();
  const sumOf = (unit: string | null): Sum => {
    const sum = sums.get(unit) ?? empty();
    sums.set(unit, sum);
    return sum;
  };
  const count = (sum: Sum, standing: Standing): void => {
    for (const side of SIDES) if (standing[side] === true) sum[side] += 1;
    sum[FIELD_OF[verdictOf(standing)]] += 1;
  };
  return {
    count: (standing) => [all, sumOf(standing.unit)].forEach((sum) => count(sum, standing)),
    explain: (unit, rule) => {
      const name = rule ?? UNEXPLAINED;
      for (const { byRule } of [all, sumOf(unit)]) byRule[name] = (byRule[name] ?? 0) + 1;
    },
    lacks: (side, unit) => {
      all.partial.add(side);
      if (unit === undefined) lacking.add(side);
      else sumOf(unit).partial.add(side);
    },
    units: () =>
      [...sums]
        .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
        .map(([unit, sum]) => ({ unit, ...shownOf(sum, lacking) })),
    total: () => shownOf(all, lacking),
  };
};
