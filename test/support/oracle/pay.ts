import { type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Sanction without pay change: after the month given, no lower grade, or the payroll not lower than before. */
export const R16: Oracle = {
  rule: 'R16',
  about: 'pid',
  sql: `with lowered as (
          select pid, effective_on as day, (effective_on + make_interval(months => ${THRESHOLDS.sanctionMonths}))::date as due
            from discipline.decision
           where measure in ('ADMIN_DEMOTION', 'ADMIN_REMOVAL', 'INSTITUTION_POST_LOWERED'))
        select pid from lowered s
         where $1::date > due
           and (not exists (
                  select from hr.pay_grade new join hr.pay_grade old on old.pid = new.pid and old.valid_to = new.valid_from
                   where new.pid = s.pid and new.valid_from between s.day and s.due and new.monthly_fen < old.monthly_fen)
                or exists (
                  select from finance.payment after
                   where after.pid = s.pid and after.kind = 'REGULAR' and (after.month || '-01')::date >= s.due
                     and after.gross_fen >= (select gross_fen from finance.payment before
                                              where before.pid = s.pid and before.kind = 'REGULAR'
                                                and before.month <= to_char(s.day, 'YYYY-MM')
                                              order by before.month desc limit 1)))`,
};

/** Ranks from the lowest up. */
const RANK = `(values ('CLERK_2', 1), ('CLERK_1', 2), ('PRINCIPAL_4', 3), ('PRINCIPAL_3', 4), ('PRINCIPAL_2', 5),
  ('PRINCIPAL_1', 6), ('CONSULTANT_4', 7), ('CONSULTANT_3', 8))`;

/** Everybody promoted in the influence period of a sanction, with its day: `pid`, `day`. */
const PROMOTED = `
  barred as (
    select pid, effective_on as day, influence_ends_on as ends, lifted_on as lifted,
           measure not like 'PARTY%' and measure not like '%WARNING' as bars_steps from discipline.decision
     where effective_on <= $1::date),
  promoted as (
    select b.pid, b.day from barred b
      join organization.rank_holding new on new.pid = b.pid and new.valid_from between b.day and b.ends
      join organization.rank_holding old on old.pid = new.pid and old.valid_to = new.valid_from
      join ${RANK} as higher(name, place) on higher.name = new.rank
      join ${RANK} as lower(name, place) on lower.name = old.rank
     where higher.place > lower.place
     union
    select b.pid, b.day from barred b
      join organization.appointment a on a.pid = b.pid and a.valid_from between b.day and b.ends
     where a.role <> 'MEMBER' and not a.concurrent
     union
    select b.pid, b.day from barred b
      join hr.pay_grade new on new.pid = b.pid and new.valid_from between b.day and b.ends
      join hr.pay_grade old on old.pid = new.pid and old.valid_to = new.valid_from
     where b.bars_steps and new.step > old.step)`;

/**
 * Promoted in an influence period: a higher rank, a new leadership post, or from 记过 up a pay step. A warning where it is
 * about to end.
 */
export const R17: Oracle = {
  rule: 'R17',
  about: 'pid',
  sql: `with ${PROMOTED} select pid from promoted`,
  warning: `with ${PROMOTED}
    select pid from barred
     where ends - $1::date between 0 and ${THRESHOLDS.influenceWarningDays} - 1
       and (lifted is null or lifted > $1::date)
       and (pid, day) not in (select pid, day from promoted)`,
};
