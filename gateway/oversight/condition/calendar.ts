// Days as `YYYY-MM-DD` and months as `YYYY-MM`: no clock, no time zone.

const DAY_MS = 86_400_000;

const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const text = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 10);
const pad = (number: number): string => String(number).padStart(2, '0');

const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The day so many days later. */
export const addDays = (day: string, days: number): string => text(time(day) + days * DAY_MS);

/** Days from one day to another. */
export const daysBetween = (from: string, to: string): number => Math.round((time(to) - time(from)) / DAY_MS);

/** The day or month so many months later; the last day of a month that has no such day, as Postgres has it. */
export const addMonths = (day: string, months: number): string => {
  const [year = 0, month = 1, date] = day.split('-').map(Number);
  const count = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), (count % 12) + 1];
  const begin = `${String(toYear).padStart(4, '0')}-${pad(toMonth)}`;
  return date === undefined ? begin : `${begin}-${pad(Math.min(date, lastDay(toYear, toMonth)))}`;
};

/** First day of the month of a day. */
export const firstOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** Last day of the month of a day. */
export const lastOf = (day: string): string =>
  `${day.slice(0, 7)}-${pad(lastDay(Number(day.slice(0, 4)), Number(day.slice(5, 7))))}`;

/** Last day of the last month that is over at the end of a day. */
export const lastMonthEnd = (day: string): string => addDays(firstOf(addDays(day, 1)), -1);

/** Most months that are listed: a hundred years. */
const MONTHS_MAX = 1200;

/** Every month from one to another, both included. */
export const monthsOf = (from: string, to: string): string[] => {
  const months: string[] = [];
  for (
    let month = from.slice(0, 7);
    month <= to.slice(0, 7) && months.length < MONTHS_MAX;
    month = addMonths(month, 1)
  )
    months.push(month);
  return months;
};
