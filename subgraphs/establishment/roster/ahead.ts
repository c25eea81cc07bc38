// Posts beside seats in the months to come: what the register and the roster know of already.
import { inForce } from '../../kit/database/filter.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { givenMonths } from '../../../schema/months.ts';
import type { QuotaCategory } from '../generated.ts';
import { authorisedByCategory } from '../register/authorised.ts';
import { rowsByInstitution } from './staffing.ts';

/** Posts and seats of a category at the end of a month; what begins and ends within it. */
export interface StaffingAhead {
  readonly category: QuotaCategory;
  readonly month: string;
  readonly authorised: string;
  readonly occupied: number;
  readonly entering: number;
  readonly leaving: number;
}

interface Ahead {
  readonly asOf: string;
  readonly months?: number | null | undefined;
}

const OF_KEYS = 'institution_code = any($1)';

/** Seats from the day on, each until it ends or its holder leaves; $2 is the day. */
const SEATS = `
  select institution_code, category, valid_from, least(valid_to, (
    select min(effective_on) from movement where movement.pid = seat.pid and direction = 'EXIT'
      and movement.institution_code = seat.institution_code and coalesce(movement.category = seat.category, true)
      and effective_on > greatest($2::date, valid_from) and coalesce(approved_on <= $2::date, true))) as valid_to
  from seat where ${OF_KEYS} and not exempt and coalesce(valid_to > $2::date, true)`;

/** Approved entries that no seat stands for yet. */
const ENTRIES = `
  select institution_code, category, effective_on, null::date from movement
  where ${OF_KEYS} and direction = 'ENTRY' and category is not null
    and approved_on <= $2::date and effective_on > $2::date and coalesce(approval_expires_on >= effective_on, true)
    and not exists (select from seat where seat.pid = movement.pid
      and seat.institution_code = movement.institution_code and ${inForce.sql('movement.effective_on')})`;

/** What begins or ends between the day and the end of the first month counts in the first month. */
const STAFFING_AHEAD = `
  with month as (
    select first_day::date, (first_day + interval '1 month - 1 day')::date as last_day
    from generate_series(1, $3::int) as n,
      lateral (select date_trunc('month', $2::date::timestamp) + make_interval(months => n) as first_day) as day
  ), post as (
    select institution_code, category, first_day, authorised from month
      cross join lateral (${authorisedByCategory(`${OF_KEYS} and ${inForce.sql('last_day')}`)}) as held
  ), held as (${SEATS} union all ${ENTRIES}
  ), change as (
    select institution_code, category,
      greatest(date_trunc('month', day::timestamp)::date, (select min(first_day) from month)) as first_day,
      sum(sign) as net, count(*) filter (where sign > 0 and day > $2::date) as entering,
      count(*) filter (where sign < 0) as leaving
    from held cross join lateral (values (valid_from, 1), (valid_to, -1)) as edge(day, sign)
    where day <= (select max(last_day) from month) group by 1, 2, 3
  ), kind as (
    select institution_code, category from post union select institution_code, category from change
  )
  select institution_code as "__key", category, to_char(first_day, 'YYYY-MM') as month,
    coalesce(authorised, 0.00) as authorised,
    coalesce(sum(net) over (partition by institution_code, category order by first_day), 0)::int as occupied,
    coalesce(entering, 0)::int as entering, coalesce(leaving, 0)::int as leaving
  from kind cross join month
    left join post using (institution_code, category, first_day)
    left join change using (institution_code, category, first_day)
  order by institution_code, category, first_day`;

/** Staffing of institutions in the months after a day. Throws MONTHS_OUT_OF_RANGE. */
export const staffingAhead: LoaderDefinition<Ahead, StaffingAhead[]> = {
  batch: rowsByInstitution<Ahead, StaffingAhead>(STAFFING_AHEAD, ({ asOf, months }) => {
    return [asOf, givenMonths(months)];
  }),
};
