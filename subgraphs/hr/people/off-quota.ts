import type { LoaderDefinition } from '../../kit/database/load.ts';
import { scopedFilters } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import { statement } from '../../kit/database/reader.ts';
import { OffQuotaEmployment } from './entities.ts';

/** Persons in a month, counted in SQL. */
export interface MonthFigures {
  readonly month: string;
  readonly count: number;
}

interface Months {
  readonly from?: string | null | undefined;
  /** The last month that is counted, of work that has no end. */
  readonly to: string;
}

const scoped = scopedFilters(OffQuotaEmployment, {}, 'institutionCode');

/** Off-quota persons of institutions in each month that their work overlaps. */
export const offQuotaByMonth: LoaderDefinition<Months, MonthFigures[]> = {
  batch: async (db, keys, { from, to }) => {
    const { conditions } = scoped(db.scope, {}, 4);
    const where = ['institution_code = any($1)', ...conditions].join(' and ');
    const text = `
      select institution_code as "__key", to_char(month, 'YYYY-MM') as month, count(distinct pid)::int as count
      from off_quota_staff, generate_series(
        greatest(date_trunc('month', valid_from), ($2::text || '-01')::timestamp),
        least(coalesce(valid_to - 1, 'infinity'), ($3::text || '-01')::timestamp), '1 month') as month
      where ${where} group by 1, 2 order by 1, 2`;
    const values = [keys, from ?? '0001-01', to];
    const byKey = groupByKey(await db.rows<MonthFigures & Keyed>(statement(text), values));
    return keys.map((key) => byKey.get(key) ?? []);
  },
};
