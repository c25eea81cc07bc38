import { holds, type Oracle } from './oracle.ts';
import { THRESHOLDS } from './thresholds.ts';

const LEVELS = `array['UNIT', 'OFFICE', 'COMMISSION', 'PARTY_COMMITTEE', 'SUPERIOR']`;
const STEPS = `array['MOTION', 'APPRAISAL', 'DECISION', 'IMPLEMENTATION']`;

/** Beyond authority: decided below the level that the kind needed on that day, or a step skipped, late or before its turn. */
export const R08: Oracle = {
  rule: 'R08',
  about: 'institution_code',
  sql: `with matter as (
          select * from establishment.matter where proposed_on > $1::date - 730 and proposed_on <= $1
        ), step as (
          select matter_reference as reference, array_position(${STEPS}, step) as place, taken_on
            from establishment.matter_step where taken_on <= $1
           union
          select reference, 3, decided_on from matter m where decided_on <= $1
             and not exists (select from establishment.matter_step s where s.matter_reference = m.reference and s.step = 'DECISION')
        )
        select institution_code from matter m join establishment.matter_authority a using (kind)
         where m.decided_on <= $1 and ${holds('a', 'm.decided_on')}
           and array_position(${LEVELS}, deciding_level) < array_position(${LEVELS}, level)
         union
        select institution_code from matter m where exists (
          select from step, generate_series(1, step.place - 1) as before
           where step.reference = m.reference and not exists (
             select from establishment.matter_step s where s.matter_reference = m.reference and s.taken_on <= $1
                and array_position(${STEPS}, s.step) = before))
         union
        select institution_code from matter m where m.decided_on < $1::date - ${THRESHOLDS.implementationDays}
           and not exists (select from step where step.reference = m.reference and place = 4)
         union
        select institution_code from matter m join step a using (reference) join step b using (reference)
         where a.place < b.place and a.taken_on > b.taken_on`,
};

/** A plan overused or expired: more entries name it than it has posts, or one does that lies outside its time. */
export const R25: Oracle = {
  rule: 'R25',
  about: 'institution_code',
  sql: `select p.institution_code from establishment.staffing_plan p
          join establishment.movement m on m.plan_number = p.number and m.direction = 'ENTRY'
         where p.valid_from <= $1 and p.valid_from > $1::date - 1095 and m.effective_on <= $1
         group by p.id having count(*) > p.posts or not bool_and(${holds('p', 'm.effective_on')})`,
};

/** How many days late each report that was due within two years is on a day, by institution. */
const LATE = `
  select d.institution_code, d.id, coalesce(min(r.received_on), $1::date) - d.due_on as days
    from establishment.report_duty d
    left join establishment.report r on r.institution_code = d.institution_code and r.kind = d.kind
         and r.period = d.period and r.received_on <= $1
   where d.due_on > $1::date - 730 and d.due_on <= $1
   group by d.id`;

/** Report missing: more days late than those of grace; a warning within them. */
export const R28: Oracle = {
  rule: 'R28',
  about: 'institution_code',
  sql: `select institution_code from (${LATE}) as late where days > ${THRESHOLDS.reportGraceDays}`,
  warning: `select institution_code from (${LATE}) as late where days between 1 and ${THRESHOLDS.reportGraceDays}`,
};

/** Relapse: a closed problem whose rule and subject are found by facts of a day after the closing, and still are. */
export const R30: Oracle = {
  rule: 'R30',
  about: 'institution_code',
  sql: `select p.institution_code from establishment.problem p
         where p.state in ('CLOSED', 'CONSOLIDATED') and p.closed_on <= $1
           and exists (select from establishment.finding f where f.rule_id = p.rule_id and f.subject = p.subject
                          and f.present and f.as_of > p.closed_on and f.as_of <= $1)`,
};
