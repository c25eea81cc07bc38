import { addMonths, firstDay, yearOf } from '../base/calendar.ts';
import { OFF_QUOTA_COST_FEN } from '../district/facts.ts';
import { bodyLevel, districtCode } from '../district/plan.ts';
import { settleCareer } from '../people/career.ts';
import { appoint, bodyHeadTitle } from '../people/leadership.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';
import { offQuota } from '../people/off-quota.ts';
import { member } from '../people/staff.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Outcome, Recipe } from './recipe.ts';

const unit = { about: 'unit', people: 0 } as const;
const budget = { ...unit, slot: 'budget' } as const;
const outside = { ...unit, slot: 'offQuota' } as const;
const idle = { ...unit, slot: 'spend' } as const;

/** Serials of codes that no unit of the plan has. */
const GHOSTS = 70_000;

const ghostCode = ({ unit: { index, kind } }: Bench): string => districtCode(kind, GHOSTS + index);

const ghostBudget = (facts: UnitFacts, _cast: readonly Dossier[], bench: Bench): Outcome => {
  const code = ghostCode(bench);
  const year = yearOf(bench.window.asOf);
  const name = `${facts.unit.name}综合服务站`;
  facts.budgets.push({
    code,
    name,
    category: 'PUBLIC_INSTITUTION',
    year,
    headcount: 3,
    funding: 'FULL',
    fen: 378_000_00,
  });
  return { institutionCode: code };
};

const OLD_NAMES = '（筹）';

/** The unit had another name up to a day. */
const rename = (facts: UnitFacts, on: number): string => {
  const [now] = facts.versions;
  const old = `${facts.unit.name}${OLD_NAMES}`;
  facts.versions = [
    { ...now!, name: old, to: on },
    { ...now!, from: on },
  ];
  return old;
};

const oldNameInBudget =
  (renamedOn: (bench: Bench) => number) =>
  (facts: UnitFacts, _cast: readonly Dossier[], bench: Bench): void => {
    const old = rename(facts, renamedOn(bench));
    for (const row of facts.budgets) row.name = old;
  };

const ghostAppointment = (bench: Bench): Dossier[] => {
  const person = member(bench);
  const code = ghostCode(bench);
  person.posts.push({
    unit: undefined,
    unitCode: code,
    body: undefined,
    title: '站长',
    level: undefined,
    role: 'MEMBER',
    concurrent: true,
    from: firstDay(bench.window.last - 8),
  });
  return [person];
};

const otherFunding = (facts: UnitFacts, _cast: readonly Dossier[], { window }: Bench): void => {
  for (const row of facts.budgets)
    if (row.year === yearOf(window.asOf)) row.funding = facts.unit.funding === 'FULL' ? 'PARTIAL' : 'FULL';
};

/** The register changed the funding form with the new year, and so did the budget. */
const fundingChanged = (facts: UnitFacts, _cast: readonly Dossier[], { window }: Bench): void => {
  const [now] = facts.versions;
  const on = firstDay(yearOf(window.asOf) * 12);
  const before = facts.unit.funding === 'FULL' ? 'PARTIAL' : 'FULL';
  facts.versions = [
    { ...now!, funding: before, to: on },
    { ...now!, from: on },
  ];
  for (const row of facts.budgets) if (row.year < yearOf(window.asOf)) row.funding = before;
};

const three = (bench: Bench): Dossier[] => [offQuota(bench), offQuota(bench), offQuota(bench)];

const controlAt =
  (change: number) =>
  (facts: UnitFacts, cast: readonly Dossier[], { window }: Bench): void => {
    const registered = Math.round(
      facts.agency.find(({ month }) => month === window.last)?.headcount ?? cast.length,
    );
    facts.controls = [{ number: registered + change, from: firstDay(2012 * 12) }];
  };

const inArea =
  (area: string) =>
  (bench: Bench): Dossier[] => {
    const person = offQuota(bench);
    person.offQuota[0]!.workArea = area;
    return [person];
  };

const overpaid =
  (heads: number) =>
  (facts: UnitFacts): void => {
    for (const row of facts.agency.slice(-6)) row.fen += Math.round(heads * OFF_QUOTA_COST_FEN);
  };

const leftMidMonth = (bench: Bench): Dossier[] => [
  offQuota(bench, undefined, firstDay(bench.window.last - 3) + 11),
  ...three(bench),
];

const noSpend =
  (months: number) =>
  (facts: UnitFacts): void => {
    facts.spend = facts.spend.map((fen, order) => (order >= facts.spend.length - months ? 0 : fen));
  };

const bodyHead = (bench: Bench, body: string): Dossier => {
  const person = member(bench, {
    category: bench.unit.style.category,
    body: bench.unit.bodies[0]!,
    entered: addMonths(bench.window.asOf, -130),
  });
  appoint(
    person,
    { body, title: bodyHeadTitle(body), level: bodyLevel(bench.unit.grade), role: 'HEAD' },
    firstDay(bench.window.last - 15),
  );
  settleCareer(person, bench.window);
  return person;
};

const formerHead = (bench: Bench): Dossier => {
  const person = bodyHead(bench, bench.unit.bodies[0]!);
  const on = firstDay(bench.window.last - 5);
  const post = person.posts.at(-1)!;
  post.to = on;
  person.posts.push({ ...person.posts[0]!, from: on, to: undefined });
  settleCareer(person, bench.window);
  return person;
};

const bodies = { ...unit, slot: 'bodies' } as const;

/** The first body had another name until its people got new posts. */
const bodyRenamed = (facts: UnitFacts, cast: readonly Dossier[], { window }: Bench): void => {
  const on = firstDay(window.last - 5);
  const old = `原${facts.bodies[0]!.name}`;
  facts.bodies.push({ ...facts.bodies[0]!, name: old, to: on });
  for (const person of cast) {
    const post = person.posts.at(-1)!;
    person.posts = [...person.posts.slice(0, -1), { ...post, body: old, to: on }, { ...post, from: on }];
  }
};

export const unitRecipes: readonly Recipe[] = [
  {
    ...budget,
    rule: 'R07',
    kind: 'hit',
    variant: 'budget-of-an-unknown-unit',
    shape: ghostBudget,
    en: 'The budget pays a unit that the register does not have.',
    zh: '预算中有登记册没有的机构。',
  },
  {
    ...budget,
    rule: 'R07',
    kind: 'hit',
    variant: 'budget-under-an-old-name',
    shape: oldNameInBudget(({ window }) => firstDay(window.last - 30)),
    en: 'The budget uses a name that the unit gave up years before.',
    zh: '预算仍使用早已变更的机构名称。',
  },
  {
    ...budget,
    rule: 'R07',
    kind: 'hit',
    variant: 'appointment-to-an-unknown-unit',
    people: 1,
    cast: ghostAppointment,
    shape: (_facts, _cast, bench) => ({ institutionCode: ghostCode(bench) }),
    en: 'Somebody is appointed to a unit that the register does not have.',
    zh: '任免中出现登记册没有的机构。',
  },
  {
    ...budget,
    rule: 'R07',
    kind: 'near-miss',
    variant: 'renamed-within-the-year',
    shape: oldNameInBudget(({ window }) => firstDay(yearOf(window.asOf) * 12) + 14),
    en: 'The budget uses the name that the unit had at the start of the year.',
    zh: '预算使用的是年内更名前的名称。',
  },
  {
    ...budget,
    rule: 'R07',
    kind: 'near-miss',
    variant: 'renamed-long-ago',
    shape: (facts, _cast, { window }) => void rename(facts, firstDay(window.last - 40)),
    en: 'The unit was renamed years ago and all departments use the new name.',
    zh: '机构多年前更名，各部门均使用新名称。',
  },
  {
    ...budget,
    rule: 'R22',
    kind: 'hit',
    variant: 'budget-pays-otherwise',
    shape: otherFunding,
    en: 'The funding form of the budget is not that of the register.',
    zh: '财政经费形式与核定经费形式不一致。',
  },
  {
    ...budget,
    rule: 'R22',
    kind: 'near-miss',
    variant: 'changed-with-the-year',
    shape: fundingChanged,
    en: 'The funding form changed with the new year in register and budget alike.',
    zh: '经费形式自新年度起变更，登记与预算一致。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'hit',
    variant: 'over-control-number',
    people: 3,
    cast: three,
    shape: controlAt(-1),
    en: 'One more off-quota person is registered than the control number allows.',
    zh: '编外人员超出控制数一名。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'hit',
    variant: 'banned-work',
    people: 1,
    cast: inArea('FINANCE'),
    en: 'An off-quota person works in finance, where none may.',
    zh: '编外人员从事财务工作，属禁止岗位。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'hit',
    variant: 'agency-paid-for-more',
    people: 3,
    cast: three,
    shape: overpaid(2),
    en: 'The agency is paid for two people more than are registered.',
    zh: '劳务派遣费用比登记人数多出两人。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'near-miss',
    variant: 'at-control-number',
    people: 3,
    cast: three,
    shape: controlAt(0),
    en: 'As many off-quota people are registered as the control number allows.',
    zh: '编外人员与控制数相等。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'near-miss',
    variant: 'agency-slightly-dearer',
    people: 3,
    cast: three,
    shape: overpaid(0.4),
    en: 'The agency costs more, but by less than one person.',
    zh: '派遣费用略高，但不足一人。',
  },
  {
    ...outside,
    rule: 'R20',
    kind: 'near-miss',
    variant: 'left-in-mid-month',
    people: 4,
    cast: leftMidMonth,
    en: 'The agency is paid for the last month of somebody who left in its middle.',
    zh: '月中离岗人员当月仍计派遣费用。',
  },
  {
    ...idle,
    rule: 'R27',
    kind: 'hit',
    variant: 'no-spend-for-a-year',
    calm: true,
    shape: noSpend(13),
    en: 'The unit spent nothing for thirteen months, and nobody came or went.',
    zh: '单位十三个月无业务支出，也无人员出入。',
  },
  {
    ...idle,
    rule: 'R27',
    kind: 'near-miss',
    variant: 'no-spend-for-eleven-months',
    calm: true,
    shape: noSpend(11),
    en: 'The unit spent nothing for eleven months.',
    zh: '单位十一个月无业务支出。',
  },
  {
    ...idle,
    rule: 'R27',
    kind: 'near-miss',
    variant: 'no-spend-but-people-come',
    moves: true,
    people: 1,
    cast: (bench) => [member(bench, { entered: bench.window.eventsTo - 60 })],
    shape: noSpend(13),
    en: 'The unit spent nothing for thirteen months, but took somebody in.',
    zh: '单位十三个月无业务支出，但期间有进人。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'hit',
    variant: 'body-not-in-the-plan',
    people: 1,
    cast: (bench) => [bodyHead(bench, '专项工作科')],
    en: 'Somebody heads an internal body that the approved plan does not have.',
    zh: '任免中出现三定方案没有的内设机构。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'hit',
    variant: 'two-heads-of-a-body',
    people: 2,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!), bodyHead(bench, bench.unit.bodies[0]!)],
    en: 'An internal body with one head post has two heads.',
    zh: '内设机构核定正职一名，实配两名。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'near-miss',
    variant: 'head-succeeded',
    people: 2,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!), formerHead(bench)],
    en: 'The internal body had two heads for a while; one has gone back to the ranks.',
    zh: '内设机构负责人已交接，前任已免职。',
  },
  {
    ...bodies,
    rule: 'R29',
    kind: 'near-miss',
    variant: 'body-renamed',
    people: 1,
    cast: (bench) => [bodyHead(bench, bench.unit.bodies[0]!)],
    shape: bodyRenamed,
    en: 'The old name of a renamed internal body is in the plan up to the change.',
    zh: '内设机构更名，原名称在更名前有效。',
  },
];
