import { atLeast, atMost, equals, inForce } from '../../kit/database/filter.ts';
import { countByKey, manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import type { QuotaCategory } from '../generated.ts';
import { staffingAhead } from './ahead.ts';
import { Movement, Seat } from './entities.ts';
import { movementDayLoaders } from './movement-day.ts';
import { staffingLoaders } from './staffing.ts';

const asOf = inForce;
const byCategory = { asOf, category: equals(Seat, 'category') };
const seatFigures = { occupied: 'count(*)::int', exempt: 'count(*) filter (where exempt)::int' };

/** Seats counted in SQL. */
export interface SeatFigures {
  readonly occupied: number;
  readonly exempt: number;
}

/** Seats of one category counted in SQL. */
export interface CategoryFigures extends SeatFigures {
  readonly category: QuotaCategory;
}

const movementRead = {
  filters: {
    direction: equals(Movement, 'direction'),
    from: atLeast(Movement, 'effectiveOn'),
    to: atMost(Movement, 'effectiveOn'),
  },
  order: ['effectiveOn', 'id'],
  descending: true,
} as const;

export const rosterLoaders = {
  seatsOfPerson: manyByKey(Seat, { key: 'pid', filters: { asOf }, order: ['validFrom', 'id'] }),
  seatsOfInstitution: pageByKey(Seat, { key: 'institutionCode', filters: byCategory, order: ['id'] }),
  seatFigures: summaryByKey<SeatFigures>()(Seat, {
    key: 'institutionCode',
    filters: byCategory,
    select: seatFigures,
  }),
  categoryFigures: summaryByKey<CategoryFigures>()(Seat, {
    key: 'institutionCode',
    filters: { asOf },
    groupBy: ['category'],
    select: seatFigures,
  }),
  movementsOfPerson: manyByKey(Movement, { key: 'pid', order: ['effectiveOn', 'id'] }),
  movementsOfInstitution: pageByKey(Movement, { key: 'institutionCode', ...movementRead }),
  movementCount: countByKey(Movement, {
    key: 'institutionCode',
    filters: { from: movementRead.filters.from, to: movementRead.filters.to },
  }),
  ...staffingLoaders,
  staffingAhead,
  ...movementDayLoaders,
};

/** Pages of all movements. */
export const movementPage = pageOfAll(Movement, movementRead);
