import { random } from '../base/random.ts';
import type { Plan, UnitPlan } from '../district/plan.ts';
import { countRecipes } from './counts.ts';
import { hiringRecipes } from './hiring.ts';
import { leaderRecipes } from './leaders.ts';
import { leavingRecipes } from './leaving.ts';
import { payRecipes } from './pay.ts';
import { quotaRecipes } from './quota.ts';
import type { Paper, Recipe, Slot } from './recipe.ts';
import { ageRecipes } from './age.ts';
import { bodyRecipes } from './bodies.ts';
import { lendingRecipes } from './lending.ts';
import { pensionRecipes } from './pensions.ts';
import { presenceRecipes } from './presence.ts';
import { matterRecipes } from '../papers/matter-cases.ts';
import { planRecipes } from '../papers/plan-cases.ts';
import { reportRecipes } from '../papers/report-cases.ts';
import { problemRecipes } from '../papers/problem-cases.ts';
import { registerRecipes } from './register.ts';
import { seatRecipes } from './seats.ts';
import { spendingRecipes } from './spending.ts';

/** Every way to plant a case. */
export const RECIPES: readonly Recipe[] = [
  ...quotaRecipes,
  ...leaderRecipes,
  ...registerRecipes,
  ...spendingRecipes,
  ...bodyRecipes,
  ...hiringRecipes,
  ...leavingRecipes,
  ...ageRecipes,
  ...payRecipes,
  ...seatRecipes,
  ...presenceRecipes,
  ...lendingRecipes,
  ...countRecipes,
  ...pensionRecipes,
  ...matterRecipes,
  ...planRecipes,
  ...reportRecipes,
  ...problemRecipes,
];

/** Cases of each rule and kind in the smallest district; more people, a few more cases. */
const CASES_LEAST = 3;
const CASES_GROWTH = 0.25;
const SMALLEST = 600;
/** So many of a unit's people are ordinary ones. */
const ORDINARY_LEAST = 5;

/** Which recipes are planted in which unit. */
export interface Assignment {
  readonly of: (unit: UnitPlan) => readonly Recipe[];
  /** Units that nobody may be moved to, since their quota is part of a case. */
  readonly closed: (unit: UnitPlan) => boolean;
}

/** Cases of each rule and kind that a demonstration district of so many people has. */
export const casesFor = (people: number): number =>
  Math.round(CASES_LEAST * (people / SMALLEST) ** CASES_GROWTH);

/** A unit that is there already takes in people, and keeps its own facts. */
const suitsHost = ({ about, slot, calm }: Recipe): boolean =>
  about === 'person' && slot === undefined && calm !== true;

const clash = (recipe: Recipe, present: readonly Recipe[]): boolean =>
  present.some(
    (other) =>
      (recipe.slot !== undefined && other.slot === recipe.slot) ||
      (recipe.calm === true && other.moves === true) ||
      (recipe.moves === true && other.calm === true),
  );

/** These fit beside every other case. */
const PAPERS: ReadonlySet<Slot> = new Set<Paper>(['matters', 'plans', 'reports']);

/** How hard a recipe is to place: one that needs two open units, one that needs a calm one, one that changes its unit. */
const hardness = ({ slot, people, moves, calm, partner }: Recipe): number =>
  (partner !== undefined && moves === true ? 1000 : 0) +
  (calm === true ? 500 : 0) +
  (slot === undefined || PAPERS.has(slot) ? 0 : 100) +
  people * 10;

/** Recipes by rule and kind, the hardest to place first. */
const groups = (recipes: readonly Recipe[]): Recipe[][] => {
  const byKey = new Map<string, Recipe[]>();
  for (const recipe of recipes) {
    const key = `${recipe.rule} ${recipe.kind}`;
    byKey.set(key, [...(byKey.get(key) ?? []), recipe]);
  }
  const hardest = (variants: readonly Recipe[]): number => Math.max(...variants.map(hardness));
  return [...byKey.values()].sort((a, b) => hardest(b) - hardest(a));
};

/** What is planted, and how often. */
export interface Wanted {
  readonly recipes: readonly Recipe[];
  /** Cases of each rule and kind; fewer where no unit suits any more. */
  readonly cases: number;
  readonly seed: number;
}

/** Spreads the planted cases over the units, the same way for the same seed. */
export const assign = ({ units }: Plan, { recipes, cases, seed }: Wanted): Assignment => {
  const chance = random(seed, 3);
  const placed = new Map(units.map((unit): [UnitPlan, Recipe[]] => [unit, []]));
  const partners = new Set<UnitPlan>();
  const closed = (unit: UnitPlan): boolean =>
    unit.people === 0 || placed.get(unit)!.some(({ calm }) => calm === true);
  const extras = (unit: UnitPlan): number =>
    placed.get(unit)!.reduce((sum, recipe) => sum + recipe.people, 0);
  const suits = (recipe: Recipe, unit: UnitPlan): boolean =>
    extras(unit) + recipe.people <= unit.people - ORDINARY_LEAST &&
    !clash(recipe, placed.get(unit)!) &&
    !(recipe.calm === true && partners.has(unit)) &&
    (unit.host !== true || suitsHost(recipe)) &&
    (recipe.fits === undefined || recipe.fits(unit));
  // The last that fits: few units are kept open for others that way.
  const partnerOf = ({ partner }: Recipe, unit: UnitPlan): UnitPlan | undefined =>
    units.findLast((other) => other.index > unit.index && !closed(other) && partner?.(other, unit) === true);
  /** Units in a random turn; cases of two units share theirs, since neither can be a calm one. */
  const candidates = ({ partner }: Recipe): UnitPlan[] => {
    const start = chance.int(units.length);
    const turned = [...units.slice(start), ...units.slice(0, start)];
    const busy = (unit: UnitPlan): boolean => placed.get(unit)!.some(({ moves }) => moves === true);
    return partner === undefined ? turned : [...turned.filter(busy), ...turned.filter((unit) => !busy(unit))];
  };
  const place = (recipe: Recipe): boolean => {
    for (const unit of candidates(recipe)) {
      if (!suits(recipe, unit)) continue;
      const partner = partnerOf(recipe, unit);
      if (recipe.partner !== undefined && partner === undefined) continue;
      if (partner !== undefined) partners.add(partner);
      placed.get(unit)!.push(recipe);
      return true;
    }
    return false;
  };
  for (const variants of groups(recipes))
    for (let count = 0; count < cases; count += 1) {
      const turn = count + seed;
      variants.some((_, order) => place(variants[(turn + order) % variants.length]!));
    }
  return { of: (unit) => placed.get(unit)!, closed };
};
