import { CodedError } from '../../schema/errors.ts';
import { pidOf } from '../kit/identity/pid.ts';
import { identitySource, NOWHERE } from './base/numbers.ts';
import { random } from './base/random.ts';
import { chunksOf, type Chunk } from './build.ts';
import { assign, RECIPES } from './cases/assign.ts';
import type { Rule } from './cases/recipe.ts';
import { planGuests, type Host } from './district/guests.ts';
import { checkUntil } from './generate.ts';

export interface FaultsOptions {
  /** Rules that faults are planted of. */
  readonly rules: readonly string[];
  /** Faults of each rule, and as many cases that only look like one. */
  readonly faults: number;
  readonly seed: number;
  /** Day on which they are looked for, YYYY-MM-DD, or a month for its last day. */
  readonly until: string;
  /** Institutions that are there and may take planted people in, whatever their order. */
  readonly hosts: readonly Host[];
  /** Key of the persons' pids. */
  readonly pidKey: Buffer;
  /** Key under which human resources keeps the identity numbers. */
  readonly identityKey: Buffer;
}

/** Most faults of each rule: beyond, there are not enough kinds of units. */
const FAULTS_MAX = 50;

/** New units for each case: many cases want one of their own. */
const UNITS_PER_CASE = 0.25;
const UNITS_LEAST = 24;

/** Hosts that are used, for each case. */
const HOSTS_PER_CASE = 0.25;

const shuffled = <Item>(items: readonly Item[], seed: number): Item[] => {
  const chance = random(seed, 4);
  const left = [...items];
  return items.map(() => left.splice(chance.int(left.length), 1)[0]!);
};

/** Rules that there is a way to plant faults of, and cases that only look like one. */
export const PLANTABLE: ReadonlySet<string> = new Set<Rule>(
  RECIPES.filter(({ rule }) =>
    ['hit', 'near-miss'].every((kind) => RECIPES.some((one) => one.rule === rule && one.kind === kind)),
  ).map(({ rule }) => rule),
);

/** Built-in rules that no fault can be planted of, each with the reason. */
export const UNPLANTED: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {};

/** Refuses numbers and months that no faults can be planted by: DEMO_OPTION_INVALID. */
export const checkFaults = ({
  faults,
  seed,
  until,
}: Pick<FaultsOptions, 'faults' | 'seed' | 'until'>): void => {
  if (!Number.isSafeInteger(faults) || faults < 1 || faults > FAULTS_MAX)
    throw new CodedError('DEMO_OPTION_INVALID', {
      option: 'faults',
      value: faults,
      wanted: `1 – ${FAULTS_MAX}`,
    });
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new CodedError('DEMO_OPTION_INVALID', { option: 'seed', value: seed, wanted: '0, 1, 2 …' });
  checkUntil(until);
};

/**
 * Faults of rules and cases that only look like one, as rows to be added to a district: invented people, some of them
 * in institutions that are there, the others in new ones whose own people are without fault. Nothing that is there is
 * changed. The same options give the same rows, but for the random part of the encryption.
 */
export const generateFaults = (options: FaultsOptions): Generator<Chunk> => {
  checkFaults(options);
  const { rules, faults, seed, until, pidKey, identityKey } = options;
  const recipes = RECIPES.filter(({ rule }) => rules.includes(rule));
  const cases = faults * new Set(recipes.map(({ rule, kind }) => `${rule} ${kind}`)).size;
  const units = Math.max(UNITS_LEAST, Math.ceil(cases * UNITS_PER_CASE));
  const ordered = [...options.hosts].sort((a, b) => (a.code < b.code ? -1 : 1));
  const hosts = shuffled(ordered, seed).slice(0, Math.ceil(cases * HOSTS_PER_CASE));
  const plan = planGuests(units, seed, hosts);
  const people = plan.units.reduce((sum, unit) => sum + unit.people, 0);
  return chunksOf({
    plan,
    assignment: assign(plan, { recipes, cases: faults, seed }),
    identities: identitySource(people, seed, NOWHERE),
    seed,
    until,
    pidOf: (number) => pidOf(pidKey, number),
    identityKey,
  });
};
