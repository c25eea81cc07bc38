import { addMonths, dayText, firstDay, monthText } from '../base/calendar.ts';
import type { UnitFacts } from '../district/facts.ts';
import { DISTRICT, type Plan } from '../district/plan.ts';
import { writePapers } from '../papers/papers.ts';
import type { Bench } from '../people/bench.ts';
import { day, line, type Rows } from './tables.ts';

const PLAN_DOCUMENT = '云编〔2019〕6号';
const QUOTA_DOCUMENT = '云编〔2025〕12号';
const POSTS_DOCUMENT = '云人社岗〔2025〕3号';

/** The district and its streets and townships. */
export const writeDivisions = ({ write }: Rows, { places }: Plan): void => {
  const source = '云溪区行政区划名录';
  write('division', line(DISTRICT.province, DISTRICT.provinceName, null, 'PROVINCE', source));
  write('division', line(DISTRICT.city, DISTRICT.cityName, DISTRICT.province, 'CITY', source));
  write('division', line(DISTRICT.code, DISTRICT.name, DISTRICT.city, 'COUNTY', source));
  for (const { code, name } of places) write('division', line(code, name, DISTRICT.code, 'STREET', source));
};

const writeRegister = ({ write }: Rows, { unit, ...facts }: UnitFacts): void => {
  const { code, kind, parentCode, division } = unit;
  for (const { name, grade, funding, from, to } of facts.versions)
    write(
      'institution',
      line(code, name, kind, grade, parentCode, division, code, funding, day(from), day(to), PLAN_DOCUMENT),
    );
  for (const body of facts.bodies)
    write(
      'internal_body',
      line(code, body.name, body.heads, body.deputies, day(body.from), day(body.to), PLAN_DOCUMENT),
    );
  unit.style.duties.forEach((text, order) =>
    write('duty', line(code, order + 1, text, day(facts.versions[0]!.from), PLAN_DOCUMENT)),
  );
  for (const { category, number, from, to } of facts.quotas)
    write('quota', line(code, category, '', number, day(from), day(to), QUOTA_DOCUMENT));
  for (const { title, number, from } of facts.posts)
    write('quota', line(code, 'PUBLIC_INSTITUTION', title, number, day(from), undefined, POSTS_DOCUMENT));
  const since = facts.versions[0]!.from;
  for (const { level, role, number } of facts.limits)
    write('leader_limit', line(code, level, role, number, day(since), PLAN_DOCUMENT));
  for (const { number, from } of facts.controls)
    write('off_quota_control', line(code, number, day(from), QUOTA_DOCUMENT));
};

const writeMoney = (
  { write }: Rows,
  { unit, budgets, spend, agency }: UnitFacts,
  { window }: Bench,
): void => {
  for (const { code, name, category, year, headcount, funding, fen } of budgets)
    write(
      'budget_headcount',
      line(code, name, category, year, headcount, funding, fen, `云财预〔${year}〕1号`),
    );
  spend.forEach((fen, order) =>
    write('operating_spend', line(unit.code, monthText(window.first + order), fen)),
  );
  for (const row of agency)
    write('agency_payment', line(unit.code, monthText(row.month), row.agency, row.headcount, row.fen));
};

const AUDITED = [
  ['PAY', '部分津贴补贴发放依据不充分'],
  ['PERSONNEL', '个别人员岗位调整后未及时变更工资'],
  ['OTHER', '固定资产登记不及时'],
  ['DUTY', '内控制度执行不到位'],
] as const;

const writeAudit = ({ write }: Rows, { unit }: UnitFacts, { window, chance }: Bench): void => {
  if (!chance.chance(0.25)) return;
  const found = chance.between(window.start, window.eventsTo);
  const number = `云审〔${dayText(found).slice(0, 4)}〕${unit.index + 1}号`;
  for (let ordinal = 1; ordinal <= 1 + chance.int(3); ordinal += 1) {
    const [category, text] = chance.pick(AUDITED);
    const rectified = chance.chance(0.8) ? day(Math.min(found + 40 + chance.int(80), window.asOf)) : null;
    const fen = chance.chance(0.6) ? chance.between(20, 900) * 100_00 : null;
    write(
      'audit_finding',
      line(unit.code, number, ordinal, category, text, fen, day(found), day(found + 90), rectified),
    );
  }
};

const TOURED = [
  ['PERSONNEL', '选人用人程序执行不够规范'],
  ['QUOTA', '编制使用台账不完整'],
  ['DUTY', '主责主业聚焦不够'],
  ['OTHER', '基层党建工作有薄弱环节'],
] as const;

/** Each year's round of inspection visits some of the units. */
const writeTour = ({ write }: Rows, { unit }: UnitFacts, { window, chance }: Bench): void => {
  const year = Math.floor((window.first + 6) / 12) + chance.int(2);
  if (!chance.chance(0.2)) return;
  const code = `TOUR-${year}`;
  const found = firstDay(year * 12 + 4) + 10;
  write('tour_unit', line(code, unit.code));
  for (let ordinal = 1; ordinal <= 1 + chance.int(2); ordinal += 1) {
    const [category, text] = chance.pick(TOURED);
    const rectified =
      chance.chance(0.7) && found + 80 < window.asOf ? day(found + 40 + chance.int(40)) : null;
    write(
      'tour_finding',
      line(code, unit.code, ordinal, category, text, day(found), day(found + 90), rectified),
    );
  }
};

/** The rounds of inspection that the window touches. */
export const writeTours = ({ write }: Rows, { window }: Pick<Bench, 'window'>): void => {
  const first = Math.floor((window.first + 6) / 12);
  for (const year of [first, first + 1]) {
    const starts = firstDay(year * 12 + 2);
    write(
      'tour',
      line(
        `TOUR-${year}`,
        `${year}年度区委巡察`,
        year,
        day(starts),
        day(addMonths(starts, 2)),
        `云巡〔${year}〕1号`,
      ),
    );
  }
};

const writeExchanges = ({ write }: Rows, { unit }: UnitFacts, { window, chance }: Bench): void => {
  if (unit.index % 16 === 5) {
    const on = chance.between(window.start, window.eventsTo);
    const number = `云监建〔${dayText(on).slice(0, 4)}〕${unit.index + 1}号`;
    write(
      'supervision_proposal',
      line(number, unit.code, '加强编外用工和经费管理', day(on), day(on + 60), day(on + 25 + chance.int(30))),
    );
  }
  if (unit.index % 12 !== 7) return;
  const on = chance.between(window.start, window.eventsTo);
  const from = chance.pick(['ESTABLISHMENT', 'ORGANIZATION', 'HR', 'FINANCE']);
  const reference = `XS${dayText(on).slice(0, 4)}${String(unit.index).padStart(5, '0')}`;
  write('lead_transfer', line(reference, from, unit.code, day(on), day(on + 5), '了结', day(on + 60)));
};

const writeSelection = ({ write }: Rows, { unit }: UnitFacts, { window, chance }: Bench): void => {
  const on = chance.between(window.start, window.eventsTo);
  const issue = chance.chance(0.1);
  const note = issue ? '个别考察材料归档不及时' : null;
  write(
    'selection_check',
    line(unit.code, null, day(on), '选人用人专项检查', issue ? 'ISSUE_FOUND' : 'PASSED', note),
  );
};

/** Everything about one unit beside its people. */
export const writeUnit = (out: Rows, facts: UnitFacts, bench: Bench): void => {
  writeRegister(out, facts);
  writeMoney(out, facts, bench);
  writePapers(out, facts.unit, facts.papers);
  if (facts.unit.people === 0) return;
  writeAudit(out, facts, bench);
  writeTour(out, facts, bench);
  writeExchanges(out, facts, bench);
  writeSelection(out, facts, bench);
};
