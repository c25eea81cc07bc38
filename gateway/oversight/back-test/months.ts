import { CodedError } from '../../../schema/errors.ts';
import { lastOf, monthsOf } from '../condition/calendar.ts';

/** Most months of a test: five years. */
const MONTHS_MAX = 60;

const isMonth = (text: string): boolean => /^[1-9]\d{3}-(0[1-9]|1[0-2])$/.test(text);

/** The last day of each month from one to another, YYYY-MM; of the month of today, today. BACK_TEST_MONTHS_INVALID. */
export const monthEnds = (from: string, to: string, today: string): string[] => {
  const months = isMonth(from) && isMonth(to) && to <= today.slice(0, 7) ? monthsOf(from, to) : [];
  if (months.length === 0 || months.length > MONTHS_MAX)
    throw new CodedError('BACK_TEST_MONTHS_INVALID', { from, to, today, max: MONTHS_MAX });
  return months.map((month) => {
    const end = lastOf(`${month}-01`);
    return end < today ? end : today;
  });
};
