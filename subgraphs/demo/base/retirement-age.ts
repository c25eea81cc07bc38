import { addMonths, monthIndex, monthOf, type Day } from './calendar.ts';

/** One line of the reform's table: the old age, and how fast it rises. Source: 国务院关于渐进式延迟法定退休年龄的办法 (2024). */
interface Retirement {
  readonly oldAgeYears: number;
  /** One month is added for each such number of months after the reform began. */
  readonly monthsPerStep: number;
  readonly mostMonths: number;
}

const MEN: Retirement = { oldAgeYears: 60, monthsPerStep: 4, mostMonths: 36 };
const WOMEN_IN_OFFICE: Retirement = { oldAgeYears: 55, monthsPerStep: 4, mostMonths: 36 };
const WOMEN_WORKERS: Retirement = { oldAgeYears: 50, monthsPerStep: 2, mostMonths: 60 };

const REFORM_BEGAN = monthIndex('2025-01');

/** Who somebody is where it decides the retirement age; a worker is on a support-worker post. */
export interface Retiree {
  readonly born: Day;
  readonly sex: 'MALE' | 'FEMALE';
  readonly worker: boolean;
}

/** The day somebody reaches the statutory retirement age. */
export const statutoryRetirement = ({ born, sex, worker }: Retiree): Day => {
  const rule = sex === 'MALE' ? MEN : worker ? WOMEN_WORKERS : WOMEN_IN_OFFICE;
  const oldMonths = rule.oldAgeYears * 12;
  const late = monthOf(born) + oldMonths - REFORM_BEGAN;
  const added = late < 0 ? 0 : Math.min(rule.mostMonths, Math.floor(late / rule.monthsPerStep) + 1);
  return addMonths(born, oldMonths + added);
};
