import { holds, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Heads and deputies of the units themselves, not of the bodies inside, nor by concurrent appointment. */
const LEADER = `select a.pid, a.institution_code, a.level, a.role from organization.appointment a
  where a.role <> 'MEMBER' and a.internal_body is null and not a.concurrent and ${holds('a', '$1::date')}`;

const LIMIT = `select l.institution_code, l.level, l.role, l.number from establishment.leader_limit l
  where ${holds('l', '$1::date')}`;

/** Grades and levels in one order. */
const ORDER = `(values ('SECTION', 1), ('SECTION_HEAD', 1), ('TOWNSHIP_DEPUTY', 2), ('TOWNSHIP_HEAD', 3),
  ('COUNTY_DEPUTY', 4), ('COUNTY_HEAD', 5))`;

/** Too many leaders of a level. */
export const R04: Oracle = {
  rule: 'R04',
  about: 'institution_code',
  sql: `select distinct institution_code from
          (select institution_code, level, role, count(*) as held from (${LEADER}) leader group by 1, 2, 3) held
          left join (${LIMIT}) lim using (institution_code, level, role)
         where held > coalesce(number, 0)`,
};

/** Over rank: above the unit's grade, or in a body above two levels below it, without a document. */
export const R05: Oracle = {
  rule: 'R05',
  about: 'pid',
  sql: `select a.pid from organization.appointment a
          join establishment.institution i on i.code = a.institution_code and ${holds('i', '$1::date')}
          join ${ORDER} as level(name, place) on level.name = a.level
          join ${ORDER} as grade(name, place) on grade.name = i.grade
         where a.over_rank_document is null and a.role <> 'MEMBER' and ${holds('a', '$1::date')}
           and level.place > case when a.internal_body is null then grade.place else greatest(1, grade.place - 2) end`,
};

/** Inverted posts: too many deputies without a head, or too large a share of leaders. */
export const R06: Oracle = {
  rule: 'R06',
  about: 'institution_code',
  sql: `with leader as (${LEADER}), lim as (${LIMIT})
        select institution_code from leader where role = 'DEPUTY' group by institution_code
        having count(*) > (select coalesce(sum(number), 0) from lim
                            where lim.institution_code = leader.institution_code and role = 'DEPUTY')
           and not exists (select from leader head where head.institution_code = leader.institution_code and head.role = 'HEAD')
         union
        select institution_code from leader group by institution_code
        having count(*) > ${THRESHOLDS.leaderShare} *
               (select count(*) from establishment.seat s
                 where s.institution_code = leader.institution_code and ${holds('s', '$1::date')})`,
};

/** Differs from the plan: appointments to bodies that it lacks, or more heads or deputies than it has posts. */
export const R29: Oracle = {
  rule: 'R29',
  about: 'institution_code',
  sql: `with holder as (
          select institution_code, internal_body as name, role, count(*) as held from organization.appointment a
           where internal_body is not null and not concurrent and ${holds('a', '$1::date')} group by 1, 2, 3),
        body as (select institution_code, name, head_posts, deputy_posts from establishment.internal_body b
                  where ${holds('b', '$1::date')})
        select distinct institution_code from holder left join body using (institution_code, name)
         where head_posts is null or (role = 'HEAD' and held > head_posts) or (role = 'DEPUTY' and held > deputy_posts)`,
};
