import { dayText, firstDay, monthOf, yearOf, type Day } from '../base/calendar.ts';
import { employmentKind, hasRank, type EntryReason } from '../base/vocabulary.ts';
import type { Bench } from '../people/bench.ts';
import {
  holds,
  mainStay,
  postOn,
  type Decision,
  type Dossier,
  type PayReason,
  type Stay,
} from '../people/dossier.ts';
import { line, type Rows } from './tables.ts';

const day = (value: Day | undefined): string | undefined =>
  value === undefined ? undefined : dayText(value);

const WAYS: Readonly<Record<EntryReason, string>> = {
  RECRUITMENT: 'CIVIL_SERVICE_EXAM',
  MILITARY_PLACEMENT: 'MILITARY_PLACEMENT',
  TRANSFER_IN: 'TRANSFER',
  PUBLIC_INSTITUTION_RECRUITMENT: 'PUBLIC_INSTITUTION_EXAM',
};

/** Way of entry of a stay whose entry may be missing from the register. */
const wayOf = (stay: Stay): string => (stay.entry === undefined ? 'OTHER' : WAYS[stay.entry.reason]);

/** The day from which the person is registered as a civil servant, where the post makes one. */
const registeredSince = (person: Dossier): Day | undefined =>
  hasRank(mainStay(person).category) ? mainStay(person).from + 365 : undefined;

const civilServantSince = (person: Dossier, { window }: Bench): string | undefined => {
  const since = registeredSince(person);
  return since !== undefined && since <= window.asOf ? dayText(since) : undefined;
};

/** Days on which the roster's line about a stay changes: the entry, then each new post or rank. */
const seatChanges = (person: Dossier, stay: Stay): Day[] => {
  const changes = [
    ...person.posts.filter((post) => post.unit === stay.unit && !post.concurrent),
    ...person.ranks,
  ];
  const days = changes
    .map(({ from }) => from)
    .filter((from) => from > stay.from && (stay.seatTo === undefined || from < stay.seatTo));
  return [...new Set([stay.from, ...days])].sort((a, b) => a - b);
};

const writeSeat = ({ write }: Rows, person: Dossier, stay: Stay, bench: Bench): void => {
  const { slip } = person;
  const days = seatChanges(person, stay);
  const whole = [
    person.name,
    slip.sex === undefined ? person.sex : slip.sex,
    slip.ethnicity === undefined ? person.ethnicity : null,
    day(slip.born ?? person.born),
    person.political,
    slip.education === undefined ? person.education : slip.education,
    person.degree,
    day(person.workStarted),
  ];
  const entry = [wayOf(stay), day(stay.from), stay.entry?.noticeNumber ?? '云人〔2020〕7号'];
  days.forEach((from, order) => {
    const post = postOn(person, stay.unit, from);
    const rank = person.ranks.findLast((held) => held.from <= from)?.rank;
    write(
      'seat',
      line(
        person.pid,
        stay.unit.code,
        stay.category,
        post?.body,
        ...whole,
        slip.post ?? post?.title,
        post?.level,
        day(post?.from),
        rank,
        ...entry,
        post?.document !== undefined,
        civilServantSince(person, bench),
        stay.exempt,
        day(from),
        day(days[order + 1] ?? stay.seatTo),
      ),
    );
  });
};

const writeMovements = (
  { write }: Rows,
  { pid }: Dossier,
  { unit, category, from, entry, exit }: Stay,
): void => {
  if (entry !== undefined)
    write(
      'movement',
      line(
        pid,
        unit.code,
        'ENTRY',
        entry.reason,
        category,
        entry.approvalNumber,
        day(entry.approvedOn),
        day(entry.expiresOn),
        day(from),
        entry.noticeNumber,
        day(entry.registeredOn),
      ),
    );
  if (exit !== undefined)
    write(
      'movement',
      line(
        pid,
        unit.code,
        'EXIT',
        exit.reason,
        category,
        null,
        null,
        null,
        day(exit.on),
        `云编出〔${yearOf(exit.on)}〕${1 + (exit.on % 900)}号`,
        day(exit.registeredOn),
      ),
    );
};

const writeEmployment = ({ write }: Rows, person: Dossier, stay: Stay, bench: Bench): void => {
  const { pid } = person;
  const { unit, category, from, employedTo } = stay;
  const kind = employmentKind(category);
  const post = postOn(person, unit, employedTo === undefined ? bench.window.asOf : employedTo - 1)?.title;
  const contract =
    category === 'PUBLIC_INSTITUTION' && employedTo === undefined
      ? day(firstDay(monthOf(bench.window.asOf) + 12 + (from % 24)) - 1)
      : null;
  const number = hasRank(category) ? `GWY${pid.slice(0, 10).toUpperCase()}` : null;
  write(
    'employment',
    line(
      pid,
      unit.code,
      kind,
      post,
      contract,
      number,
      civilServantSince(person, bench),
      day(from),
      day(employedTo),
    ),
  );
  write('hire', line(pid, unit.code, wayOf(stay), category, stay.entry?.approvalNumber, day(from)));
  write('insurance', line(pid, 'PENSION', unit.name, unit.code, 'PUBLIC', day(from), day(employedTo)));
};

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

const writeCareer = ({ write }: Rows, person: Dossier): void => {
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

const writeOutside = ({ write }: Rows, person: Dossier): void => {
  for (const { unit, jobClass, workArea, contract, from, to } of person.offQuota) {
    const agency = person.enterprises[0]?.name;
    write(
      'off_quota_staff',
      line(person.pid, unit.code, jobClass, workArea, contract, agency, day(from), day(to)),
    );
  }
  for (const { name, from, to } of person.enterprises)
    write('insurance', line(person.pid, 'PENSION', name, null, 'ENTERPRISE', day(from), day(to)));
};

/** Everything about one person, except pay and attendance by month. */
export const writePerson = (out: Rows, person: Dossier, bench: Bench, encrypted: string): void => {
  const { pid } = person;
  out.write(
    'person',
    line(
      pid,
      person.name,
      person.sex,
      day(person.born),
      person.ethnicity,
      person.education,
      person.degree,
      person.political,
      day(person.workStarted),
      person.status,
      encrypted,
    ),
  );
  writeOutside(out, person);
  if (person.stays.length === 0) return;
  for (const stay of person.stays) {
    if (stay.seated) writeSeat(out, person, stay, bench);
    if (stay.employed) writeEmployment(out, person, stay, bench);
    writeMovements(out, person, stay);
  }
  if (person.retirement !== undefined)
    out.write(
      'retirement',
      line(
        pid,
        mainStay(person).unit.code,
        person.retirement.kind,
        day(person.retirement.on),
        `云人退〔${yearOf(person.retirement.on)}〕${1 + (person.retirement.on % 400)}号`,
      ),
    );
  if (person.death !== undefined)
    out.write('death', line(pid, day(person.death.on), day(person.death.reported)));
  for (const { grade, step, fen, reason, from, to } of person.grades)
    out.write('pay_grade', line(pid, grade, step, fen, PAY_REASONS[reason], day(from), day(to)));
  writeDecisions(out, person, bench);
  writeCareer(out, person);
  writeAppraisals(out, person, bench);
  writeMerits(out, person, bench);
};
