import { holds, MONTH_OVER, type Oracle } from './oracle.ts';

/** Double seat or pay: two seats on the day, two payers in a month in which the seats did not follow each other, or pay and pension in one month. */
export const R15: Oracle = {
  rule: 'R15',
  about: 'pid',
  sql: `select pid from establishment.seat s where ${holds('s', '$1::date')} group by pid having count(*) > 1
         union
        select pay.pid from (
          select pid, (month || '-01')::date as month from finance.payment where kind = 'REGULAR'
           group by pid, month having count(distinct institution_code) > 1) pay
         where not exists (
           select from establishment.movement gone join establishment.movement come using (pid)
            where gone.pid = pay.pid and gone.direction = 'EXIT' and come.direction = 'ENTRY'
              and gone.effective_on <= come.effective_on
              and gone.effective_on >= pay.month and come.effective_on < pay.month + interval '1 month')
         union
        select pid from hr.pension_payment join finance.payment using (pid, month)
         where kind = 'REGULAR' and (month || '-01')::date <= $1::date`,
};

/** Three counts differ: somebody is not in all three of seats, employments and payroll of a unit at the end of the last month that is over. */
export const R21: Oracle = {
  rule: 'R21',
  about: 'pid',
  sql: `with seated as (select pid, institution_code from establishment.seat s where ${holds('s', MONTH_OVER)}),
        employed as (select pid, institution_code from hr.employment e where ${holds('e', MONTH_OVER)}),
        paid as (select pid, institution_code from finance.payment
                  where kind = 'REGULAR' and month = to_char(${MONTH_OVER}, 'YYYY-MM'))
        select distinct pid from (
          select pid, institution_code from seated union all
          select pid, institution_code from employed union all
          select pid, institution_code from paid) someone
         group by pid, institution_code having count(*) < 3`,
};
