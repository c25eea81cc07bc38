import { isDay, isMonth } from '../../schema/day.ts';
import { CodedError } from '../../schema/errors.ts';
import { pidOf } from '../kit/identity/pid.ts';
import { identitySource } from './base/numbers.ts';
import { chunksOf, type Chunk, type Ground } from './build.ts';
import { assign, casesFor, RECIPES } from './cases/assign.ts';
import { PEOPLE_MAX, PEOPLE_MIN, planDistrict } from './district/plan.ts';
import { writeAuthorities } from './papers/matters.ts';
import { writeDivisions, writeTours } from './rows/units.ts';

export interface DistrictOptions {
  /** How many people, `PEOPLE_MIN` at least: everybody who worked here in the window, off-quota staff included. */
  readonly people: number;
  readonly seed: number;
  /** Day it is looked at, YYYY-MM-DD, or a month for its last day: whatever month is over then has been paid. */
  readonly until: string;
  /** Key of the persons' pids. */
  readonly pidKey: Buffer;
  /** Key under which human resources keeps the identity numbers. */
  readonly identityKey: Buffer;
}

/** An invented district. The same options give the same rows, but for the random part of the encryption. */
export interface District extends Omit<DistrictOptions, 'pidKey' | 'identityKey'> {
  /** Makes the rows anew, unit by unit, in memory that does not grow with the number of people. */
  readonly chunks: () => Generator<Chunk>;
}

const groundOf = ({ people, seed, until, pidKey, identityKey }: DistrictOptions): Ground => {
  const plan = planDistrict(people, seed);
  return {
    plan,
    assignment: assign(plan, { recipes: RECIPES, cases: casesFor(people), seed }),
    identities: identitySource(people, seed),
    seed,
    until,
    pidOf: (number) => pidOf(pidKey, number),
    identityKey,
  };
};

/** The calendar of the rules and of the register: earlier quotas and later reforms are not invented. */
const UNTIL_FIRST = '2020-01';
const UNTIL_LAST = '2060-12';

const refuse = (option: string, value: string | number, wanted: string): never => {
  throw new CodedError('DEMO_OPTION_INVALID', { option, value, wanted });
};

/** Refuses what is no month or day that facts can be invented up to. */
export const checkUntil = (until: string): void => {
  const month = isDay(until) ? until.slice(0, UNTIL_FIRST.length) : until;
  if (!isMonth(month) || month < UNTIL_FIRST || month > UNTIL_LAST)
    refuse('until', until, `${UNTIL_FIRST} – ${UNTIL_LAST}`);
};

const check = ({ people, seed, until }: DistrictOptions): void => {
  if (!Number.isSafeInteger(people) || people < PEOPLE_MIN || people > PEOPLE_MAX)
    refuse('people', people, `${PEOPLE_MIN} – ${PEOPLE_MAX}`);
  if (!Number.isSafeInteger(seed) || seed < 0) refuse('seed', seed, '0, 1, 2 …');
  checkUntil(until);
};

/** Invents a district. */
export const generateDistrict = (options: DistrictOptions): District => {
  check(options);
  const { people, seed, until } = options;
  return {
    people,
    seed,
    until,
    chunks: () =>
      chunksOf(groundOf(options), (out, { window, plan }) => {
        writeDivisions(out, plan);
        writeTours(out, { window });
        writeAuthorities(out);
      }),
  };
};
