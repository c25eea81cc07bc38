import { retirementAges } from '../../../schema/rules/retirement-age.ts';
import { addMonths } from './calendar.ts';

const monthsBetween = (from: string, to: string): number => {
  const [fromYear = 0, fromMonth = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth;
};

/** Day on which somebody reaches the statutory retirement age; the ages are data, see `retirement-age.json`. */
export const statutoryRetirement = (bornOn: string, sex: string, workerPost: boolean): string => {
  const table = retirementAges();
  const line = table.lines.find(
    (one) => one.sex === sex && (one.workerPost === null || one.workerPost === workerPost),
  );
  if (line === undefined) throw new Error(`no retirement age for ${sex}`);
  const oldMonths = line.oldAgeYears * 12;
  const late = monthsBetween(table.reformBegan, addMonths(bornOn.slice(0, 7), oldMonths));
  const added = late < 0 ? 0 : Math.min(line.mostMonths, Math.floor(late / line.monthsPerStep) + 1);
  return addMonths(bornOn, oldMonths + added);
};
