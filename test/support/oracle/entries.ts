import { first, holds, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Seats taken without an approval that was valid on the day of entry: `pid`, `unit`. */
const UNAPPROVED = `select distinct s.pid, s.institution_code as unit from establishment.seat s
         where s.valid_from > $1::date - 730
           and not exists (select from establishment.seat before where before.pid = s.pid
                              and before.institution_code = s.institution_code and before.valid_from < s.valid_from)
           and not exists (select from establishment.movement m
                            where m.pid = s.pid and m.institution_code = s.institution_code and m.direction = 'ENTRY'
                              and m.approval_number is not null
                              and m.effective_on between m.approved_on and m.approval_expires_on)`;

/** Hired without approval: a seat whose entry has no approval valid on its day. */
export const R03: Oracle = {
  rule: 'R03',
  about: 'pid',
  sql: UNAPPROVED,
  hits: UNAPPROVED,
};

/** What is late, oldest first of each kind, and where somebody without an exit last came to. */
const LATE = `
  late as (
    select pid, 1 as kind, effective_on as day, id, institution_code as unit from establishment.movement m
     where m.effective_on <= $1::date and coalesce(m.registered_on, $1::date) - m.effective_on > ${THRESHOLDS.graceDays}
     union all
    select pid, 2, hired_on, id, institution_code from hr.hire h
     where $1::date - h.hired_on > ${THRESHOLDS.graceDays}
       and not exists (select from establishment.movement m where m.pid = h.pid
                          and m.institution_code = h.institution_code and m.direction = 'ENTRY')
     union all
    select e.pid, 3, null, null, coalesce(
             (select ${first('institution_code', 'effective_on desc, id desc')} from establishment.movement m where m.pid = e.pid),
             (select ${first('institution_code', 'hired_on desc, id desc')} from hr.hire h where h.pid = e.pid))
      from (select pid, effective_on as day from hr.retirement union all
            select pid, died_on from hr.death where pid not in (select pid from hr.retirement)) e
     where $1::date - e.day > ${THRESHOLDS.graceDays}
       and not exists (select from establishment.movement m where m.pid = e.pid and m.direction = 'EXIT'))`;

/** Roster late: the event is older than the days given, and the roster followed later or not at all. */
export const R24: Oracle = {
  rule: 'R24',
  about: 'pid',
  sql: `select m.pid from establishment.movement m
         where coalesce(m.registered_on, $1::date) - m.effective_on > ${THRESHOLDS.graceDays}
         union
        select h.pid from hr.hire h
         where $1::date - h.hired_on > ${THRESHOLDS.graceDays}
           and not exists (select from establishment.movement m where m.pid = h.pid
                              and m.institution_code = h.institution_code and m.direction = 'ENTRY')
         union
        select e.pid from (select pid, effective_on as day from hr.retirement union all select pid, died_on from hr.death) e
         where $1::date - e.day > ${THRESHOLDS.graceDays}
           and not exists (select from establishment.movement m where m.pid = e.pid and m.direction = 'EXIT')`,
  hits: `with ${LATE} select pid, null as fen, ${first('unit', 'kind, day, id')} as unit from late group by pid`,
};

/** Roster wrong: a required field is empty, or birth, sex, education or post differ from human resources or appointments. */
export const R23: Oracle = {
  rule: 'R23',
  about: 'pid',
  sql: `select s.pid from establishment.seat s join hr.person p using (pid)
         where ${holds('s', '$1::date')}
           and (num_nulls(s.sex, s.ethnicity, s.born_on, s.political_status, s.education, s.work_started_on, s.post,
                          s.entry_way, s.entered_on, s.entry_document) > 0
                or s.born_on <> p.born_on or s.sex <> p.sex or s.education <> p.education)
         union
        select s.pid from establishment.seat s join organization.appointment a using (pid, institution_code)
         where ${holds('s', '$1::date')} and ${holds('a', '$1::date')} and not a.concurrent and a.title <> s.post`,
};
