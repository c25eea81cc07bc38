// What a stress test comes to: pure.

/** A fault of a rule, or something that only looks like one. */
export interface Planted {
  readonly rule: string;
  readonly kind: 'hit' | 'near-miss';
  /** Key of the person, or code of the institution, that the rule is about. */
  readonly subject: string;
  readonly variant: string;
  readonly explanation: { readonly en: string; readonly zh: string };
}

/** What a rule says of a subject: a hit, or nothing, as owners did not answer. */
export interface Said {
  readonly rule: string;
  readonly subject: string;
  /** Owners that did not answer; empty for a hit. */
  readonly unknown: readonly string[];
}

/** A planted subject that the rule did not hit, and the owners that did not answer. */
export interface Missed extends Planted {
  readonly owners: readonly string[];
}

/** How a rule stood the test. */
export interface RuleScore {
  readonly rule: string;
  /** Subjects planted to be hit, and those of them that were. */
  readonly planted: number;
  readonly found: number;
  readonly missed: readonly Missed[];
  /** Subjects planted not to be hit, and those of them that were. */
  readonly nearMisses: number;
  readonly fired: readonly Planted[];
  /** Subjects hit that nothing was planted for, and that were not hit before. */
  readonly others: readonly string[];
  /** Subjects hit before anything was planted, and those of them that are hit no more. */
  readonly own: number;
  readonly gone: readonly string[];
  /** Share of the planted faults that was found; null where none was planted. */
  readonly recall: number | null;
  /** Share of planted faults among the new hits; null where there are none. */
  readonly precision: number | null;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const hitsOf = (said: readonly Said[], rule: string): Set<string> =>
  new Set(said.flatMap((one) => (one.rule === rule && one.unknown.length === 0 ? [one.subject] : [])));

/** Cases of one rule and kind, each subject once. */
const casesOf = (planted: readonly Planted[], rule: string, kind: Planted['kind']): Planted[] => [
  ...new Map(
    planted.filter((one) => one.rule === rule && one.kind === kind).map((one) => [one.subject, one]),
  ).values(),
];

/** Holds what a rule said before and after the planting against what was planted. */
export const scoreRule = (
  rule: string,
  planted: readonly Planted[],
  before: readonly Said[],
  after: readonly Said[],
): RuleScore => {
  const own = hitsOf(before, rule);
  const now = hitsOf(after, rule);
  const unknown = new Map(after.flatMap((one) => (one.rule === rule ? [[one.subject, one.unknown]] : [])));
  const faults = casesOf(planted, rule, 'hit');
  const near = casesOf(planted, rule, 'near-miss');
  const fresh = [...now].filter((subject) => !own.has(subject));
  const known = new Set([...faults, ...near].map(({ subject }) => subject));
  const missed = faults.filter(({ subject }) => !now.has(subject));
  const found = faults.length - missed.length;
  return {
    rule,
    planted: faults.length,
    found,
    missed: missed.map((one) => ({ ...one, owners: unknown.get(one.subject) ?? [] })),
    nearMisses: near.length,
    fired: near.filter(({ subject }) => now.has(subject)),
    others: fresh.filter((subject) => !known.has(subject)).sort(),
    own: own.size,
    gone: [...own].filter((subject) => !now.has(subject)).sort(),
    recall: ratio(found, faults.length),
    precision: ratio(found, fresh.length),
  };
};

/** True where each fault was found and nothing else. */
export const stood = ({ recall, precision }: RuleScore): boolean => recall === 1 && precision === 1;
