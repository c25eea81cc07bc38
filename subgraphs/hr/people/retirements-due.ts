// Who retires in the months to come. The ages are data: `schema/rules/retirement-age.json`.
import { retirementAges } from '../../../schema/rules/retirement-age.ts';
import { inForce } from '../../kit/database/filter.ts';
import { groupByKey, type Keyed } from '../../kit/database/group.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { givenMonths } from '../../../schema/months.ts';
import { statement } from '../../kit/database/reader.ts';
import type { EmploymentKind } from '../generated.ts';

/** Somebody of the staff who retires. */
export interface RetirementDue {
  readonly pid: string;
  readonly kind: EmploymentKind;
  readonly dueOn: string;
  readonly registered: boolean;
}

interface Ahead {
  readonly asOf: string;
  readonly months?: number | null | undefined;
}

/** $1 institutions, $2 the day, $3 months, $4 lines of the table of ages, $5 the month in which ages began to rise. */
const RETIREMENTS_DUE = `
  with line as (
    select * from jsonb_to_recordset($4::jsonb)
      as l("sex" text, "workerPost" boolean, "oldAgeYears" int, "monthsPerStep" int, "mostMonths" int)
  ), staff as (
    select distinct on (institution_code, pid) institution_code, pid, kind, valid_to
    from employment where institution_code = any($1) and ${inForce.sql('$2')}
      and not exists (select from death where death.pid = employment.pid and died_on <= $2::date)
    order by institution_code, pid, kind <> 'SUPPORT_WORKER', valid_from desc
  ), statutory as (
    select staff.*, born_on, "oldAgeYears" * 12 as months, "monthsPerStep" as pace, "mostMonths" as most,
      (extract(year from born_on)::int + "oldAgeYears" - left($5, 4)::int) * 12
        + extract(month from born_on)::int - right($5, 2)::int as late
    from staff left join person using (pid) left join line on line."sex" = person.sex
      and coalesce("workerPost" = (kind = 'SUPPORT_WORKER'), true)
  ), due as (
    select statutory.*, retirement.pid is not null as registered, coalesce(effective_on, (born_on + make_interval(
      months => months + case when late < 0 then 0 else least(most, late / pace + 1) end))::date) as due_on
    from statutory left join retirement using (pid)
  )
  select institution_code as "__key", pid, kind, due_on as "dueOn", registered from due
  where due_on > $2::date and coalesce(valid_to >= due_on, true)
    and due_on < date_trunc('month', $2::date::timestamp) + make_interval(months => $3::int + 1)
  order by institution_code, due_on, pid`;

/** Retirements of institutions' staff in the months after a day. Throws MONTHS_OUT_OF_RANGE. */
export const retirementsDue: LoaderDefinition<Ahead, RetirementDue[]> = {
  batch: async (db, keys, { asOf, months }) => {
    const { lines, reformBegan } = retirementAges();
    const values = [keys, asOf, givenMonths(months), JSON.stringify(lines), reformBegan];
    const rows = groupByKey(await db.rows<RetirementDue & Keyed>(statement(RETIREMENTS_DUE), values));
    return keys.map((key) => rows.get(key) ?? []);
  },
};
