// Posts beside seats: what each institution may have and what it has.
import { inForce } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { givenMonths } from '../../../schema/months.ts';
import { statement } from '../../kit/database/reader.ts';
import type { QuotaCategory } from '../generated.ts';
import { authorisedByCategory } from '../register/authorised.ts';

/** Posts and seats; exempt seats are not among the occupied ones. */
interface Staffing {
  readonly authorised: string;
  readonly occupied: number;
}

/** Posts and seats of a category. */
export interface CategoryStaffing extends Staffing {
  readonly category: QuotaCategory;
  readonly exempt: number;
  /** Entries that were approved and take effect later. */
  readonly pending: number;
}

/** Posts and seats at the end of a month. */
export interface MonthStaffing extends Staffing {
  readonly month: string;
}

const OF_KEYS = 'institution_code = any($1)';
const ON_DAY = `${OF_KEYS} and ${inForce.sql('$2')}`;

const STAFFING = `
  select institution_code as "__key", category, coalesce(authorised, 0.00) as authorised,
    coalesce(occupied, 0) as occupied, coalesce(exempt, 0) as exempt, coalesce(pending, 0) as pending
  from (${authorisedByCategory(ON_DAY)}) as posts
  full join (
    select institution_code, category, (count(*) filter (where not exempt))::int as occupied,
      (count(*) filter (where exempt))::int as exempt
    from seat where ${ON_DAY} group by institution_code, category
  ) as seats using (institution_code, category)
  left join (
    select institution_code, category, count(*)::int as pending from movement
    where ${OF_KEYS} and direction = 'ENTRY' and approved_on <= $2 and effective_on > $2
      and coalesce(approval_expires_on >= effective_on, true)
    group by institution_code, category
  ) as entries using (institution_code, category)
  order by institution_code, category`;

/** Each row is looked at once, however many months: what begins or ends within a month counts at its end. */
const STAFFING_BY_MONTH = `
  with month as (
    select (date_trunc('month', ($2 || '-01')::timestamp) - make_interval(months => back))::date as first_day
    from generate_series(0, $3::int - 1) as back
  ), counted as (
    select institution_code, valid_from, valid_to, number as posts, 0 as seats
    from quota where ${OF_KEYS} and measure = 'POST' and title = ''
    union all
    select institution_code, valid_from, valid_to, 0.00, 1 from seat where ${OF_KEYS} and not exempt
  ), change as (
    select institution_code, sum(sign * posts) as posts, sum(sign * seats) as seats,
      greatest(date_trunc('month', day::timestamp)::date, (select min(first_day) from month)) as first_day
    from counted cross join lateral (values (valid_from, 1), (valid_to, -1)) as edge(day, sign)
    where day < (select max(first_day) from month) + interval '1 month'
    group by 1, 4
  )
  select institution_code as "__key", to_char(first_day, 'YYYY-MM') as month,
    coalesce(sum(posts) over so_far, 0.00) as authorised, coalesce(sum(seats) over so_far, 0)::int as occupied
  from unnest($1::text[]) as wanted(institution_code) cross join month
    left join change using (institution_code, first_day)
  window so_far as (partition by institution_code order by first_day)
  order by institution_code, first_day`;

/** Rows of each institution from a statement whose first value is their codes. */
export const rowsByInstitution =
  <Args, Row extends object>(
    text: string,
    valuesOf: (args: Args) => readonly unknown[],
  ): LoaderDefinition<Args, Row[]>['batch'] =>
  async (db, keys, args) => {
    const values = [keys, ...valuesOf(args)];
    const rows = groupByKey(await db.rows<Row & Keyed>(statement(text), values));
    return keys.map((key) => rows.get(key) ?? []);
  };

interface Months {
  readonly to: string;
  readonly months: number;
}

const monthsAsked = ({ to, months }: Months): readonly unknown[] => {
  return [to, givenMonths(months)];
};

export const staffingLoaders = {
  staffing: {
    batch: rowsByInstitution<{ readonly asOf: string }, CategoryStaffing>(STAFFING, ({ asOf }) => [asOf]),
  },
  staffingByMonth: { batch: rowsByInstitution<Months, MonthStaffing>(STAFFING_BY_MONTH, monthsAsked) },
};
