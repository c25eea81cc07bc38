import { atLeast, atMost, equals, type Filter } from '../../kit/database/filter.ts';
import { countByKey, manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { population } from '../../kit/database/populations.ts';
import { MEASURES } from './domain.ts';
import { Decision } from './entities.ts';

const monthsByMeasure = Object.entries(MEASURES)
  .filter(([, { influenceMonths }]) => influenceMonths !== null)
  .map(([measure, { influenceMonths }]) => `when '${measure}' then ${influenceMonths}`)
  .join(' ');

const months = `make_interval(months => case measure ${monthsByMeasure} end)`;

/** `influenceEndsOn` of the domain in SQL: the later of the two covers the months that lack the day. */
const statutoryEnd = `greatest((effective_on + ${months})::date - 1, (effective_on - 1 + ${months})::date)`;

const ends = `coalesce(influence_ends_on, ${statutoryEnd})`;

/** Decisions whose influence period ends before the day, as stated or else by statute, lifted or not. */
const influenceEndsBefore: Filter<string> = { sql: (place) => `${ends} < ${place}::date` };

/** Decisions whose influence period includes the day, as stated or else by statute, and was not lifted before. */
const inInfluence: Filter<string> = {
  sql: (place) =>
    `effective_on <= ${place}::date and ${ends} >= ${place}::date` +
    ` and (lifted_on is null or lifted_on > ${place}::date)`,
};

const DISMISSES = "measure in ('ADMIN_DISMISSAL', 'INSTITUTION_DISMISSAL')";
/** Source: 公职人员政务处分法 art. 19 (2020); 事业单位工作人员处分规定 (2023). */
const LOWERS = "measure in ('ADMIN_DEMOTION', 'ADMIN_REMOVAL', 'INSTITUTION_POST_LOWERED')";

const effective = atMost(Decision, 'effectiveOn').sql;
const day = 'effectiveOn';

/** Persons under decisions that standing rules run over. */
export const decisionPersons = {
  SANCTIONED: population(Decision, 'pid', { where: effective, day }),
  LOWERED: population(Decision, 'pid', { where: (on) => `${effective(on)} and ${LOWERS}`, day }),
  DISMISSED: population(Decision, 'pid', { where: (on) => `${effective(on)} and ${DISMISSES}`, day }),
};

const period = { from: atLeast(Decision, 'effectiveOn'), to: atMost(Decision, 'effectiveOn') };
const newestFirst = { order: ['effectiveOn', 'id'], descending: true } as const;

export const decisionLoaders = {
  decisionsOfPerson: manyByKey(Decision, {
    key: 'pid',
    filters: { inInfluenceOn: inInfluence },
    order: ['effectiveOn', 'id'],
  }),
  influences: countByKey(Decision, { key: 'pid', filters: { on: inInfluence } }),
  dismissals: summaryByKey<{ first: string }>()(Decision, {
    key: 'pid',
    where: [DISMISSES],
    select: { first: 'min(effective_on)' },
  }),
  decisionsOfInstitution: pageByKey(Decision, { key: 'institutionCode', filters: period, ...newestFirst }),
};

/** Pages of all decisions. */
export const decisionPage = pageOfAll(Decision, {
  filters: {
    ...period,
    measure: equals(Decision, 'measure'),
    inInfluenceOn: inInfluence,
    influenceEndsBefore,
  },
  ...newestFirst,
});
