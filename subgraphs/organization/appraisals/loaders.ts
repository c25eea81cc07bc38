import { atLeast, atMost, equals, type Filter } from '../../kit/database/filter.ts';
import { manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import type { AppraisalResult } from '../generated.ts';
import { Appraisal, MeritPoint } from './entities.ts';

/** Appraisals with one result, counted in SQL. */
export interface AppraisalFigures {
  readonly result: AppraisalResult;
  readonly number: number;
}

const awardedIn: Filter<number> = { sql: (place) => `extract(year from awarded_on) = ${place}::integer` };

export const appraisalLoaders = {
  appraisalsOfPerson: manyByKey(Appraisal, { key: 'pid', order: ['year'] }),
  appraisalFigures: summaryByKey<AppraisalFigures>()(Appraisal, {
    key: 'institutionCode',
    filters: { year: equals<Appraisal, number>(Appraisal, 'year') },
    groupBy: ['result'],
    select: { number: 'count(*)::int' },
  }),
  meritPointsOfPerson: manyByKey(MeritPoint, {
    key: 'pid',
    filters: { from: atLeast(MeritPoint, 'awardedOn'), to: atMost(MeritPoint, 'awardedOn') },
    order: ['awardedOn', 'id'],
  }),
  meritPointTotals: summaryByKey<{ readonly total: string }>()(MeritPoint, {
    key: 'pid',
    filters: { year: awardedIn },
    select: { total: 'sum(points)' },
  }),
};
