import { first, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Sanctions that lower the pay, with the day by which it is to be lowered: `pid`, `day`, `due`. */
const LOWERING = `
  sanction as (
    select pid, effective_on as day, (effective_on + make_interval(months => ${THRESHOLDS.sanctionMonths}))::date as due
      from discipline.decision
     where effective_on <= $1::date and measure in ('ADMIN_DEMOTION', 'ADMIN_REMOVAL', 'INSTITUTION_POST_LOWERED')),
  hit as (
    select * from sanction s
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
                                          order by before.month desc limit 1))))`;

/** Sanction without pay change: after the month given, no lower grade, or the payroll not lower than before. */
export const R16: Oracle = {
  rule: 'R16',
  about: 'pid',
  sql: `with ${LOWERING} select pid from hit`,
  hits: `with ${LOWERING},
        lower as (
          select hit.pid, hit.day, min(new.valid_from) as since, ${first('new.monthly_fen', 'new.valid_from, new.id')} as monthly
            from hit join hr.pay_grade new on new.pid = hit.pid and new.valid_from >= hit.day
            join hr.pay_grade old on old.pid = new.pid and old.valid_to = new.valid_from and new.monthly_fen < old.monthly_fen
           group by hit.pid, hit.day),
        paid as (
          select hit.pid, hit.day, p.month, p.institution_code, p.gross_fen, (p.month || '-01')::date >= hit.due as is_after,
                 (p.month || '-01')::date as on_day
            from hit join finance.payment p on p.pid = hit.pid and p.kind = 'REGULAR'
           where p.month <= to_char($1::date, 'YYYY-MM')
             and ((p.month || '-01')::date >= hit.due or p.month <= to_char(hit.day, 'YYYY-MM')))
        select hit.pid,
               (select sum(gross_fen - case when on_day < lower.since then lower.monthly else (
                         select sum(g.monthly_fen) from hr.pay_grade g where g.pid = hit.pid and g.valid_from <= on_day
                            and (g.valid_to is null or g.valid_to > on_day)) end)
                  from paid join lower using (pid, day)
                 where paid.pid = hit.pid and paid.day = hit.day and is_after) as fen,
               (select ${first('institution_code', 'is_after desc, month desc, institution_code')} from paid
                 where paid.pid = hit.pid and paid.day = hit.day) as unit
          from hit`,
};

/** Ranks from the lowest up. */
const RANK = `(values ('CLERK_2', 1), ('CLERK_1', 2), ('PRINCIPAL_4', 3), ('PRINCIPAL_3', 4), ('PRINCIPAL_2', 5),
  ('PRINCIPAL_1', 6), ('CONSULTANT_4', 7), ('CONSULTANT_3', 8))`;

/** Everybody promoted in the influence period of a sanction, with its day, and to which post if to one: `pid`, `day`, `post`. */
const PROMOTED = `
  barred as (
    select pid, effective_on as day, influence_ends_on as ends, lifted_on as lifted,
           measure not like 'PARTY%' and measure not like '%WARNING' as bars_steps from discipline.decision
     where effective_on <= $1::date),
  promoted as (
    select b.pid, b.day, null::text as post, null::date as since, null::bigint as id from barred b
      join organization.rank_holding new on new.pid = b.pid and new.valid_from between b.day and b.ends
      join organization.rank_holding old on old.pid = new.pid and old.valid_to = new.valid_from
      join ${RANK} as higher(name, place) on higher.name = new.rank
      join ${RANK} as lower(name, place) on lower.name = old.rank
     where higher.place > lower.place
     union
    select b.pid, b.day, a.institution_code, a.valid_from, a.id from barred b
      join organization.appointment a on a.pid = b.pid and a.valid_from between b.day and b.ends
     where a.role <> 'MEMBER' and not a.concurrent
     union
    select b.pid, b.day, null, null, null from barred b
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
  hits: `with ${PROMOTED}
        select pid, null as fen, coalesce(${first('post', 'since nulls last, id')},
                 (select ${first('a.institution_code', 'a.valid_from desc, a.id desc')} from organization.appointment a
                   where a.pid = promoted.pid and not a.concurrent and a.valid_from <= $1::date)) as unit
          from promoted group by pid, day`,
  warning: `with ${PROMOTED}
    select pid from barred
     where ends - $1::date between 0 and ${THRESHOLDS.influenceWarningDays} - 1
       and (lifted is null or lifted > $1::date)
       and (pid, day) not in (select pid, day from promoted)`,
};
