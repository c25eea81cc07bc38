import { first, holds, seatedAt, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Paid after death: pay for a month after the month of death; arrears are pay for an earlier time. */
export const R12: Oracle = {
  rule: 'R12',
  about: 'pid',
  sql: `select distinct d.pid from hr.death d join finance.payment p using (pid)
         where p.kind in ('REGULAR', 'BONUS') and p.month > to_char(d.died_on, 'YYYY-MM')
           and d.died_on <= $1::date`,
  hits: `select d.pid, sum(p.gross_fen) as fen, ${first('p.institution_code', 'p.month desc, p.institution_code')} as unit
           from hr.death d join finance.payment p using (pid)
          where p.kind in ('REGULAR', 'BONUS') and p.month > to_char(d.died_on, 'YYYY-MM')
            and p.month <= to_char($1::date, 'YYYY-MM') and d.died_on <= $1::date group by d.pid`,
};

/** Everybody who is no longer in service, with the day. */
const LEFT = `select pid, effective_on as day from hr.retirement
  union all select pid, effective_on from discipline.decision where measure in ('ADMIN_DISMISSAL', 'INSTITUTION_DISMISSAL')`;

/** Paid or seated after retirement or dismissal, beyond the days of grace. */
export const R13: Oracle = {
  rule: 'R13',
  about: 'pid',
  sql: `select g.pid from (${LEFT}) g join finance.payment p using (pid)
         where p.kind in ('REGULAR', 'BONUS') and (p.month || '-01')::date > g.day + ${THRESHOLDS.graceDays}
         union
        select g.pid from (${LEFT}) g join establishment.seat s using (pid)
         where ${holds('s', '$1::date')} and $1::date > g.day + ${THRESHOLDS.graceDays}`,
  hits: `with gone as (select pid, min(day) as day from (${LEFT}) g where day <= $1::date group by pid),
        paid as (
          select pid, sum(p.gross_fen) as fen, ${first('p.institution_code', 'p.month desc, p.institution_code')} as unit
            from gone join finance.payment p using (pid)
           where p.kind in ('REGULAR', 'BONUS') and (p.month || '-01')::date between gone.day + ${THRESHOLDS.graceDays + 1} and $1::date
           group by pid),
        seated as (${seatedAt('$1::date')})
        select pid, paid.fen, coalesce(seated.unit, paid.unit) as unit
          from gone left join paid using (pid) left join seated using (pid)
         where paid.pid is not null or (seated.pid is not null and $1::date > gone.day + ${THRESHOLDS.graceDays})`,
};

/**
 * The day of the statutory age of everybody in post without a retirement. The age rises from 2025 on by one month for
 * every four (women on worker posts: two), to 63, 58 and 55. Source: 国务院关于渐进式延迟法定退休年龄的办法 (2024).
 */
export const DUE = `
  with in_post as (
    select p.pid, p.born_on,
           case when p.sex = 'MALE' then 60 when e.kind = 'SUPPORT_WORKER' then 50 else 55 end as years,
           case when p.sex = 'FEMALE' and e.kind = 'SUPPORT_WORKER' then 2 else 4 end as pace,
           case when p.sex = 'FEMALE' and e.kind = 'SUPPORT_WORKER' then 60 else 36 end as most
      from hr.person p join hr.employment e using (pid) where ${holds('e', '$1::date')}),
  reform as (
    select *, (extract(year from born_on)::int + years - 2025) * 12 + extract(month from born_on)::int - 1 as late
      from in_post),
  due as (
    select pid, (born_on + make_interval(months => years * 12
           + case when late < 0 then 0 else least(most, late / pace + 1) end))::date as day from reform
     where not exists (select from hr.retirement r where r.pid = reform.pid))`;

/** Past retirement: in post after the statutory age; a warning some months before. */
export const R14: Oracle = {
  rule: 'R14',
  about: 'pid',
  sql: `${DUE} select pid from due where $1::date > day`,
  hits: `${DUE}
        select pid, (select sum(gross_fen) from finance.payment p where p.pid = due.pid and p.kind = 'REGULAR'
                        and p.month > to_char(day, 'YYYY-MM') and p.month <= to_char($1::date, 'YYYY-MM')) as fen,
               (select ${first('institution_code', 'valid_from, id')} from hr.employment e
                 where e.pid = due.pid and ${holds('e', '$1::date')}) as unit
          from due where $1::date > day`,
  warning: `${DUE} select pid from due
     where $1::date <= day and $1::date + make_interval(months => ${THRESHOLDS.retirementWarningMonths}) > day`,
};
