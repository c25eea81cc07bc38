import type { LoaderDefinition } from '../../kit/database/load.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import { statement } from '../../kit/database/reader.ts';

/** Persons in a month, counted in SQL. */
export interface MonthFigures {
  readonly month: string;
  readonly count: number;
}

interface Months {
  readonly from: string;
  readonly to: string;
}

/** Off-quota persons of institutions in each month that their work overlaps. */
export const offQuotaByMonth: LoaderDefinition<Months, MonthFigures[]> = {
  batch: async (db, keys, { from, to }) => {
    const text = `
      select institution_code as "__key", to_char(month, 'YYYY-MM') as month, count(distinct pid)::int as count
      from off_quota_staff, generate_series(
        greatest(date_trunc('month', valid_from), ($2::text || '-01')::timestamp),
        least(coalesce(valid_to - 1, 'infinity'), ($3::text || '-01')::timestamp), '1 month') as month
      where institution_code = any($1) group by 1, 2 order by 1, 2`;
    const byKey = groupByKey(await db.rows<MonthFigures & Keyed>(statement(text), [keys, from, to]));
    return keys.map((key) => byKey.get(key) ?? []);
  },
};
