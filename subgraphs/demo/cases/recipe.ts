import type { UnitFacts } from '../district/facts.ts';
import type { UnitPlan } from '../district/plan.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';

export type Rule = `R${string}`;

/** What a case is about: the person invented for it, or the unit. */
export type About = 'person' | 'unit';

/** Facts of a unit that only one case may change. */
export type Slot = 'quota' | 'leaders' | 'bodies' | 'budget' | 'offQuota' | 'spend' | Paper;

/** Facts that no other case than those about them looks at. */
export type Paper = 'matters' | 'plans' | 'reports';

/** What `shape` may tell about its case beside its subject. */
export interface Outcome {
  /** Where the case is about another institution than the unit. */
  readonly institutionCode?: string;
  /** The figure that the rule should find. */
  readonly expected?: Readonly<Record<string, number | string>>;
}

/** A way to plant one case of a rule, or something that looks like one and is not. */
export interface Recipe {
  readonly rule: Rule;
  readonly kind: 'hit' | 'near-miss';
  readonly variant: string;
  readonly about: About;
  readonly en: string;
  readonly zh: string;
  readonly slot?: Slot;
  /** The invented people come or go in the window, so the unit's quota must not be tampered with. */
  readonly moves?: true;
  /** Nobody else may come or go in the window. */
  readonly calm?: true;
  readonly fits?: (unit: UnitPlan) => boolean;
  /** True for a unit that the case can use beside its own, e.g. to be lent to; it must stand later in the plan. */
  readonly partner?: (other: UnitPlan, unit: UnitPlan) => boolean;
  /** How many people `cast` invents. */
  readonly people: number;
  readonly cast?: (bench: Bench) => readonly Dossier[];
  /** Changes the unit's facts once they are made of all its people. */
  readonly shape?: (facts: UnitFacts, cast: readonly Dossier[], bench: Bench) => Outcome | void;
  /** Further rules that cannot but fire when this one does. */
  readonly follows?: readonly { readonly rule: Rule; readonly about: About }[];
}

/** A case as the manifest tells it. */
export interface Case {
  readonly rule: Rule;
  readonly kind: 'hit' | 'near-miss';
  readonly subject: { readonly pid?: string; readonly institutionCode?: string };
  readonly variant: string;
  readonly explanation: { readonly en: string; readonly zh: string };
  readonly expected?: Readonly<Record<string, number | string>>;
}

const subjectOf = (
  about: About,
  unit: UnitPlan,
  cast: readonly Dossier[],
  outcome: Outcome,
): Case['subject'] => {
  const institutionCode = outcome.institutionCode ?? unit.code;
  return about === 'unit' ? { institutionCode } : { pid: cast[0]!.pid, institutionCode };
};

/** The manifest's lines of a planted recipe: its own case, and what follows from it. */
export const casesOf = (
  recipe: Recipe,
  unit: UnitPlan,
  cast: readonly Dossier[],
  outcome: Outcome,
): Case[] => {
  const explanation = { en: recipe.en, zh: recipe.zh };
  const own: Case = {
    rule: recipe.rule,
    kind: recipe.kind,
    subject: subjectOf(recipe.about, unit, cast, outcome),
    variant: recipe.variant,
    explanation,
    ...(outcome.expected === undefined ? {} : { expected: outcome.expected }),
  };
  const following = (recipe.follows ?? []).map(({ rule, about }): Case => ({
    rule,
    kind: 'hit',
    subject: subjectOf(about, unit, cast, {}),
    variant: `follows-${recipe.rule}-${recipe.variant}`,
    explanation,
  }));
  return [own, ...following];
};
