import { firstDay, yearOf } from '../base/calendar.ts';
import type { UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';
import { member } from '../people/staff.ts';
import type { Outcome, Recipe } from './recipe.ts';

const budget = { about: 'unit', people: 0, slot: 'budget' } as const;

const ghostBudget = (facts: UnitFacts, _cast: readonly Dossier[], bench: Bench): Outcome => {
  const code = bench.unit.unknownCode;
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

const oldNameInBudget = (facts: UnitFacts, _cast: readonly Dossier[], { window }: Bench): void => {
  const old = rename(facts, firstDay(window.last - 30));
  for (const row of facts.budgets) row.name = old;
};

/** Renamed early in the year of the last month: the budgets of later years have the new name. */
const renamedWithinTheYear = (facts: UnitFacts, _cast: readonly Dossier[], { window }: Bench): void => {
  const year = Math.floor(window.last / 12);
  const old = rename(facts, firstDay(year * 12) + 14);
  for (const row of facts.budgets) if (row.year <= year) row.name = old;
};

const ghostAppointment = (bench: Bench): Dossier[] => {
  const person = member(bench);
  const code = bench.unit.unknownCode;
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

/** Bodies that the register lacks or names otherwise; funding forms that differ. */
export const registerRecipes: readonly Recipe[] = [
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
    shape: oldNameInBudget,
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
    shape: (_facts, _cast, bench) => ({ institutionCode: bench.unit.unknownCode }),
    en: 'Somebody is appointed to a unit that the register does not have.',
    zh: '任免中出现登记册没有的机构。',
  },
  {
    ...budget,
    rule: 'R07',
    kind: 'near-miss',
    variant: 'renamed-within-the-year',
    shape: renamedWithinTheYear,
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
];
