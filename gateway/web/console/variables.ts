// Example questions are about a time: it goes with the day that counts as today.
import { addMonths, lastMonthEnd, lastOf } from '../../oversight/condition/calendar.ts';
import type { Operation } from './operations.ts';

const DAY = /^\d{4}-\d\d-\d\d$/;
const MONTH = /^\d{4}-\d\d$/;

const monthsFrom = (from: string, to: string): number => {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number);
  return (toYear - year) * 12 + toMonth - month;
};

/** A day so many months later; what ends a month goes on ending one. */
const moveDay = (day: string, months: number): string =>
  lastOf(day) === day ? lastOf(addMonths(day, months)) : addMonths(day, months);

/**
 * The variables of an operation that was written for a day, as they are on another: days and months are so many months
 * later as lie between the last months that are over on either, and the year is that of the later one.
 */
export const variablesOn = ({ day, variables }: Operation, today: string): Operation['variables'] => {
  if (day === undefined) return variables;
  const [written, now] = [lastMonthEnd(day), lastMonthEnd(today)];
  const months = monthsFrom(written, now);
  const moved = (value: unknown): unknown => {
    if (value === Number(written.slice(0, 4))) return Number(now.slice(0, 4));
    if (typeof value !== 'string') return value;
    if (DAY.test(value)) return moveDay(value, months);
    return MONTH.test(value) ? addMonths(value, months) : value;
  };
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, moved(value)]));
};
