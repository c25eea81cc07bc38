import { authorised, holds, MONTH_OVER, occupied, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Over establishment: more seats than posts in a category; exempt seats do not count. */
export const R01: Oracle = {
  rule: 'R01',
  about: 'institution_code',
  sql: `select distinct institution_code
          from (${occupied('$1::date')}) occ left join (${authorised('$1::date')}) auth using (institution_code, category)
         where occ.seats > coalesce(auth.posts, 0)`,
  warning: `select distinct institution_code
          from (${occupied('$1::date')}) occ join (${authorised('$1::date')}) auth using (institution_code, category)
          join establishment.movement m using (institution_code, category)
         where m.direction = 'ENTRY' and m.approved_on <= $1 and m.effective_on > $1
           and not coalesce(m.approval_expires_on < m.effective_on, false)
           and occ.seats between ${THRESHOLDS.nearShare} * auth.posts and auth.posts`,
};

/** Hired over quota: on the day of an entry in the last two years the category is over its posts. */
export const R02: Oracle = {
  rule: 'R02',
  about: 'pid',
  sql: `select m.pid from establishment.movement m
         where m.direction = 'ENTRY' and m.effective_on > $1::date - 730
           and exists (select from establishment.seat s where s.pid = m.pid and s.institution_code = m.institution_code
                          and s.category = m.category and not s.exempt and ${holds('s', 'm.effective_on')})
           and (select count(*) from establishment.seat s where s.institution_code = m.institution_code
                   and s.category = m.category and not s.exempt and ${holds('s', 'm.effective_on')})
             > (select coalesce(sum(q.number), 0) from establishment.quota q where q.institution_code = m.institution_code
                   and q.category = m.category and q.measure = 'POST' and q.title = '' and ${holds('q', 'm.effective_on')})`,
};

/** Units that are vacant for long: `institution_code`. */
const VACANT = `with month_end as (
          select (date_trunc('month', ${MONTH_OVER}) - make_interval(months => n) + interval '1 month - 1 day')::date as day
            from generate_series(0, ${THRESHOLDS.vacantMonths - 1}) n),
        posts as (
          select day, institution_code, sum(number) as posts from month_end, establishment.quota q
           where q.measure = 'POST' and q.title = '' and ${holds('q', 'day')} group by 1, 2),
        seats as (
          select day, institution_code, count(*) as seats from month_end, establishment.seat s
           where not s.exempt and ${holds('s', 'day')} group by 1, 2)
        select institution_code from posts left join seats using (day, institution_code)
         where posts > 0 and posts - coalesce(seats, 0) > ${THRESHOLDS.vacantShare} * posts
         group by institution_code having count(*) = ${THRESHOLDS.vacantMonths}`;

/** Vacant for long: at the end of each of the last months that are over more than the share of a unit's posts is vacant; graver where it has off-quota staff. */
export const R19: Oracle = {
  rule: 'R19',
  about: 'institution_code',
  sql: VACANT,
  grave: `select institution_code from (${VACANT}) vacant where institution_code in (
            select institution_code from hr.off_quota_staff s where ${holds('s', '$1::date')})`,
};

/** Months in which agencies were paid for a post or more beyond those registered: `institution_code`, `fen`, `people`. */
const DEAR = `select * from (
    select p.*, (select count(*) from hr.off_quota_staff s where s.institution_code = p.institution_code
                    and s.valid_from < (p.month || '-01')::date + interval '1 month'
                    and (s.valid_to is null or s.valid_to > (p.month || '-01')::date)) as people
      from (select institution_code, month, sum(amount_fen) as fen from finance.agency_payment
             where month between to_char($1::date - make_interval(months => ${THRESHOLDS.agencyMonths}), 'YYYY-MM')
                             and to_char($1::date, 'YYYY-MM') group by 1, 2) p) p
   where floor(fen / ${THRESHOLDS.offQuotaCostFen}) > people`;

const OVER_CONTROL = `select s.institution_code from hr.off_quota_staff s
         where ${holds('s', '$1::date')} group by s.institution_code
        having count(*) > coalesce((select c.number from establishment.off_quota_control c
                                     where c.institution_code = s.institution_code and ${holds('c', '$1::date')}), 0)
         union
        select institution_code from hr.off_quota_staff s
         where ${holds('s', '$1::date')} and work_area in ('PERSONNEL', 'FINANCE', 'ADMINISTRATION', 'ENFORCEMENT', 'CLASSIFIED')
         union
        select institution_code from (${DEAR}) dear`;

/** Off-quota over control: more people than the control number, banned work, or more paid for than registered. */
export const R20: Oracle = {
  rule: 'R20',
  about: 'institution_code',
  sql: OVER_CONTROL,
  hits: `with over as (
          select institution_code from (${OVER_CONTROL}) hit),
        stake as (select institution_code, sum(fen - ${THRESHOLDS.offQuotaCostFen} * people) as fen from (${DEAR}) dear group by 1)
        select institution_code, fen, institution_code as unit from over left join stake using (institution_code)`,
};
