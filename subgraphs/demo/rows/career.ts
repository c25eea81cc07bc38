import { firstDay, yearOf } from '../base/calendar.ts';
import type { Bench } from '../people/bench.ts';
import { holds, mainStay, type Decision, type Dossier, type PayReason } from '../people/dossier.ts';
import { day, line, type Rows } from './tables.ts';

const systemOf = ({ measure }: Decision): string =>
  measure.startsWith('PARTY_')
    ? 'PARTY'
    : measure.startsWith('INSTITUTION_')
      ? 'PUBLIC_INSTITUTION'
      : 'ADMINISTRATIVE';

const PAY_REASONS: Readonly<Record<PayReason, string>> = {
  STANDARD: '调整工资标准',
  ENTRY: '入职定级',
  STEP: '正常晋升工资档次',
  PROMOTION: '职务职级晋升',
  SANCTION: '受处分降低工资',
};

const GROUNDS = ['违反中央八项规定精神', '违反工作纪律', '不正确履行职责', '违反廉洁纪律'] as const;

const writeDecisions = ({ write }: Rows, person: Dossier, { window }: Bench): void => {
  for (const decision of person.decisions) {
    const { measure, document, on, influenceEnds } = decision;
    const lifted = influenceEnds !== undefined && influenceEnds < window.asOf ? day(influenceEnds + 1) : null;
    write(
      'decision',
      line(
        person.pid,
        mainStay(person).unit.code,
        systemOf(decision),
        measure,
        document,
        day(on),
        day(influenceEnds),
        lifted,
        GROUNDS[on % GROUNDS.length],
      ),
    );
  }
};

const writePosts = ({ write }: Rows, person: Dossier): void => {
  const { pid } = person;
  for (const { unit, unitCode, body, title, level, role, concurrent, document, from, to } of person.posts)
    write(
      'appointment',
      line(
        pid,
        unitCode ?? unit?.code,
        body,
        title,
        level,
        role,
        concurrent,
        document,
        day(from),
        day(to),
        `云组干〔${yearOf(from)}〕${1 + (from % 300)}号`,
      ),
    );
  for (const { rank, from, to } of person.ranks) {
    const stay = person.stays.findLast((one) => one.from <= from) ?? mainStay(person);
    write('rank_holding', line(pid, stay.unit.code, rank, day(from), day(to)));
  }
  for (const { to, kind, from, due, returned } of person.loans)
    write(
      'loan',
      line(
        pid,
        mainStay(person).unit.code,
        to.code,
        kind,
        day(from),
        day(due),
        day(returned),
        `云组借〔${yearOf(from)}〕${1 + (from % 200)}号`,
      ),
    );
  for (const { organization, paid, from, to } of person.outsidePosts)
    write('outside_post_approval', line(pid, organization, paid, day(from), day(to), '云组兼〔2025〕3号'));
};

const resultOf = (person: Dossier, year: number, draw: number): string => {
  const sanctioned = person.decisions.some(({ on }) => yearOf(on) === year);
  if (sanctioned) return 'UNGRADED';
  if (draw < 0.18) return 'EXCELLENT';
  return draw < 0.985 ? 'COMPETENT' : 'BASICALLY_COMPETENT';
};

/** The last three finished years. */
const writeAppraisals = ({ write }: Rows, person: Dossier, { window, chance }: Bench): void => {
  for (let year = yearOf(window.asOf) - 3; year < yearOf(window.asOf); year += 1) {
    const last = firstDay(year * 12 + 12) - 1;
    const stay = person.stays.find(
      ({ from, employedTo }) => from <= last - 180 && holds(last, from, employedTo),
    );
    if (stay !== undefined)
      write('appraisal', line(person.pid, stay.unit.code, year, resultOf(person, year, chance.next())));
  }
};

const COURSES = [
  '党的创新理论专题培训',
  '基层治理能力提升班',
  '年轻干部培训班',
  '依法行政专题班',
  '数字化改革培训班',
] as const;
const MERITS = ['防汛抗台表现突出', '重点项目攻坚', '信访积案化解', '窗口服务评优'] as const;

const writeMerits = ({ write }: Rows, person: Dossier, { window, chance }: Bench): void => {
  const { unit, from, employedTo } = mainStay(person);
  const on = chance.between(window.start, window.eventsTo);
  if (from > on || (employedTo !== undefined && employedTo <= on)) return;
  if (chance.chance(0.08))
    write('merit_point', line(person.pid, unit.code, day(on), chance.between(1, 10), chance.pick(MERITS)));
  if (chance.chance(0.2)) write('training', line(person.pid, chance.pick(COURSES), day(on), day(on + 4), 40));
};

/** Posts, ranks, pay grades, sanctions, loans, appraisals and the like of one person. */
export const writeCareer = (out: Rows, person: Dossier, bench: Bench): void => {
  for (const { grade, step, fen, reason, from, to } of person.grades)
    out.write('pay_grade', line(person.pid, grade, step, fen, PAY_REASONS[reason], day(from), day(to)));
  writeDecisions(out, person, bench);
  writePosts(out, person);
  writeAppraisals(out, person, bench);
  writeMerits(out, person, bench);
};
