import { firstDay } from '../base/calendar.ts';
import { OFF_QUOTA_COST_FEN, type UnitFacts } from '../district/facts.ts';
import type { Bench } from '../people/bench.ts';
import type { Dossier } from '../people/dossier.ts';
import { offQuota } from '../people/off-quota.ts';
import { member } from '../people/staff.ts';
import type { Recipe } from './recipe.ts';

const outside = { about: 'unit', people: 0, slot: 'offQuota' } as const;
const idle = { about: 'unit', people: 0, slot: 'spend' } as const;

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

/** Off-quota staff over control, and units that spend nothing. */
export const spendingRecipes: readonly Recipe[] = [
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
];
