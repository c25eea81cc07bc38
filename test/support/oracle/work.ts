import { first, holds, MONTH_OVER, seatedAt, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

const ORGANS = `('PARTY_ORGAN', 'PEOPLES_CONGRESS', 'ADMINISTRATIVE_ORGAN', 'CONSULTATIVE_CONFERENCE', 'SUPERVISORY_ORGAN',
  'COURT', 'PROCURATORATE', 'DEMOCRATIC_PARTY', 'MASS_ORGANIZATION', 'DISPATCHED_AGENCY')`;

/** A loan that is still going on on a day; whether it is overdue is another rule's matter. */
const onLoan = (loan: string, day: string): string =>
  `(${loan}.started_on <= ${day} and (${loan}.returned_on is null or ${loan}.returned_on > ${day}))`;

/** Everybody in mixed use: `pid`. */
const MIXED = `select s.pid from establishment.seat s
          join establishment.institution i on i.code = s.institution_code and ${holds('i', '$1::date')}
         where ${holds('s', '$1::date')} and s.category = 'PUBLIC_INSTITUTION' and i.kind in ${ORGANS}
         union
        select a.pid from hr.attendance a
         where a.month = to_char(${MONTH_OVER}, 'YYYY-MM') and a.days_present > 0
           and not exists (select from establishment.seat s where s.pid = a.pid
                              and s.institution_code = a.institution_code and ${holds('s', MONTH_OVER)})
           and exists (select from establishment.seat s where s.pid = a.pid and ${holds('s', MONTH_OVER)})
           and exists (select from establishment.seat s where s.pid = a.pid and ${holds('s', '$1::date')})
           and not exists (select from organization.loan l where l.pid = a.pid
                              and l.to_institution_code = a.institution_code and ${onLoan('l', MONTH_OVER)})`;

/** Mixed use: a public-institution seat in an organ, or work in the last month that is over in another unit without a loan. */
export const R09: Oracle = {
  rule: 'R09',
  about: 'pid',
  sql: MIXED,
  hits: `select pid, null as fen, unit from (${seatedAt('$1::date')}) seat where pid in (${MIXED})`,
};

/** Units that political-legal seats are for. */
const political = (unit: string): string =>
  `(${unit}.kind in ('COURT', 'PROCURATORATE') or ${unit}.name ~ '(公安|司法)局$')`;

/** Special quota misused: an enforcement seat outside enforcement, a political-legal one in or lent to another unit. */
export const R10: Oracle = {
  rule: 'R10',
  about: 'pid',
  sql: `select s.pid from establishment.seat s join organization.appointment a using (pid, institution_code)
         where s.category = 'LAW_ENFORCEMENT' and ${holds('s', '$1::date')} and ${holds('a', '$1::date')}
           and not a.concurrent and coalesce(a.internal_body, '') not like '%执法%'
         union
        select s.pid from establishment.seat s
          join establishment.institution i on i.code = s.institution_code and ${holds('i', '$1::date')}
         where s.category = 'POLITICAL_LEGAL' and ${holds('s', '$1::date')} and not ${political('i')}
         union
        select s.pid from establishment.seat s join organization.loan l using (pid)
          join establishment.institution i on i.code = l.to_institution_code and ${holds('i', '$1::date')}
         where s.category = 'POLITICAL_LEGAL' and ${holds('s', '$1::date')} and ${onLoan('l', '$1::date')}
           and not ${political('i')}`,
};

/** Months of pay without attendance and without leave, and runs of them. */
const ABSENT = `
  absent as (
    select a.pid, (a.month || '-01')::date as month from hr.attendance a
      join finance.payment p on p.pid = a.pid and p.month = a.month and p.kind = 'REGULAR'
     where a.days_due > 0 and a.month <= to_char($1::date, 'YYYY-MM')
     group by a.pid, a.month having sum(a.days_present) = 0 and sum(a.days_leave) = 0),
  run as (
    select pid, month - make_interval(months => row_number() over (partition by pid order by month)::int) as start
      from absent)`;
const LONG_ABSENT = `select distinct pid from run group by pid, start having count(*) >= ${THRESHOLDS.absentMonths}`;

/** Paid and absent: months in a row with pay, without attendance and without leave. */
export const R11: Oracle = {
  rule: 'R11',
  about: 'pid',
  sql: `with ${ABSENT} ${LONG_ABSENT}`,
  hits: `with ${ABSENT}
        select absent.pid, sum(p.gross_fen) as fen, ${first('p.institution_code', 'p.month desc, p.institution_code')} as unit
          from absent join finance.payment p on p.pid = absent.pid and (p.month || '-01')::date = absent.month
         where p.kind = 'REGULAR' and absent.pid in (${LONG_ABSENT}) group by absent.pid`,
};

/** True where a loan `l` has lasted too long, or beyond its end, on a day. */
const tooLong = (day: string): string =>
  `((l.kind = 'LOAN' and l.started_on + make_interval(months => ${THRESHOLDS.loanMonths}) < ${day}) or l.due_on < ${day})`;

/** Long loan: open for more than the months given (temporary posts: by their plan), or past its end. */
export const R18: Oracle = {
  rule: 'R18',
  about: 'pid',
  sql: `select l.pid from organization.loan l where ${onLoan('l', '$1::date')} and ${tooLong('$1::date')}`,
  hits: `select l.pid, null as fen, l.from_institution_code as unit from organization.loan l
          where ${onLoan('l', '$1::date')} and ${tooLong('$1::date')}`,
  warning: `select l.pid from organization.loan l where ${onLoan('l', '$1::date')}
     and not coalesce(${tooLong('$1::date')}, false) and ${tooLong(`($1::date + ${THRESHOLDS.loanWarningDays})`)}`,
};

/** Second job: insured by an enterprise while in post, without an approval of paid work there. */
export const R26: Oracle = {
  rule: 'R26',
  about: 'pid',
  sql: `select n.pid from hr.insurance n join hr.employment e using (pid)
         where n.payer_kind = 'ENTERPRISE' and ${holds('n', '$1::date')} and ${holds('e', '$1::date')}
           and not exists (select from organization.outside_post_approval o
                            where o.pid = n.pid and o.organization_name = n.payer_name and o.paid and ${holds('o', '$1::date')})`,
  hits: `select pid, null as fen, ${first('e.institution_code', 'e.valid_from, e.id')} as unit
           from hr.insurance n join hr.employment e using (pid)
          where n.payer_kind = 'ENTERPRISE' and ${holds('n', '$1::date')} and ${holds('e', '$1::date')}
            and not exists (select from organization.outside_post_approval o
                             where o.pid = n.pid and o.organization_name = n.payer_name and o.paid and ${holds('o', '$1::date')})
          group by pid`,
};
