import { first, holds, MONTH_OVER, seatedAt, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Months in which somebody was paid by several, and the seats did not follow each other: `pid`, `month`. */
const DOUBLE = `select pid, month from (
    select pid, (month || '-01')::date as month from finance.payment where kind = 'REGULAR' and (month || '-01')::date <= $1::date
     group by pid, month having count(distinct institution_code) > 1) pay
   where not exists (
     select from establishment.movement gone join establishment.movement come using (pid)
      where gone.pid = pay.pid and gone.direction = 'EXIT' and come.direction = 'ENTRY'
        and gone.effective_on <= come.effective_on
        and gone.effective_on >= pay.month and come.effective_on < pay.month + interval '1 month')`;

/** Pay beside a pension: `pid`, `month`. */
const PENSIONED = `select pid, (month || '-01')::date as month from hr.pension_payment join finance.payment using (pid, month)
  where kind = 'REGULAR' and (month || '-01')::date <= $1::date`;

/** What a person was paid in some months, of those that count, less the most that one payer paid where so wanted, and who paid last. */
const paidIn = (months: string, less: string, counts = 'true'): string => `
  select pid, sum(fen) filter (where ${counts}) as fen, ${first('unit', 'month desc')} as unit from (
    select pid, month, sum(fen) - ${less} as fen, min(institution_code) as unit from (
      select pid, m.month, institution_code, sum(gross_fen) as fen
        from (select distinct pid, month from (${months}) m) m join finance.payment p using (pid)
       where kind = 'REGULAR' and (p.month || '-01')::date = m.month group by 1, 2, 3) payer
     group by pid, month) paid
   group by pid`;

const RECENT = `month > date_trunc('month', $1::date) - interval '${THRESHOLDS.severalPayersMonths} months'`;

/** Double seat or pay: two seats on the day, two payers in a month in which the seats did not follow each other, or pay and pension in one month. */
export const R15: Oracle = {
  rule: 'R15',
  about: 'pid',
  sql: `select pid from establishment.seat s where ${holds('s', '$1::date')} group by pid having count(*) > 1
         union
        select pid from (${DOUBLE}) double
         union
        select pid from (${PENSIONED}) pensioned`,
  hits: `with seated as (${seatedAt('$1::date')}),
        twice as (select pid from establishment.seat s where ${holds('s', '$1::date')} group by pid having count(*) > 1),
        double as (${paidIn(DOUBLE, 'max(fen)', RECENT)}),
        pensioned as (${paidIn(PENSIONED, '0')})
        select pid, double.fen, coalesce(seated.unit, double.unit) as unit
          from twice full join double using (pid) left join seated using (pid)
         union all
        select pid, pensioned.fen, coalesce(seated.unit, pensioned.unit) from pensioned left join seated using (pid)`,
};

/** Where the three counts have everybody, and where they differ; seats stand before employments, and these before pay. */
const COUNTED = `
  with seated as (select pid, institution_code, 1 as place, valid_from as since, id, null::bigint as fen
                    from establishment.seat s where ${holds('s', MONTH_OVER)}),
  employed as (select pid, institution_code, 2 as place, valid_from as since, id, null::bigint as fen
                 from hr.employment e where ${holds('e', MONTH_OVER)}),
  paid as (select pid, institution_code, 3 as place, null::date as since, null::bigint as id, gross_fen as fen
             from finance.payment where kind = 'REGULAR' and month = to_char(${MONTH_OVER}, 'YYYY-MM')),
  someone as (select * from seated union all select * from employed union all select * from paid),
  differing as (
    select someone.* from someone join (
      select pid, institution_code from someone group by pid, institution_code having count(*) < 3) d using (pid, institution_code))`;

/** Three counts differ: somebody is not in all three of seats, employments and payroll of a unit at the end of the last month that is over. */
export const R21: Oracle = {
  rule: 'R21',
  about: 'pid',
  sql: `${COUNTED} select distinct pid from differing`,
  hits: `${COUNTED}
        select pid, (select sum(fen) from paid p where p.pid = differing.pid and not exists (
                       select from employed e where e.pid = p.pid and e.institution_code = p.institution_code)) as fen,
               ${first('institution_code', 'place, since, id, institution_code')} as unit
          from differing group by pid`,
};
