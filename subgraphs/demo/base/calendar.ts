import { isMonth } from '../../../schema/day.ts';

/** Day as the number of days since 1970-01-01: cheap to compare and to add to. */
export type Day = number;
/** Month as years × 12 + months since the year 0. */
export type MonthIndex = number;

const DAY_MS = 86_400_000;

/** The first and last year that any invented fact can fall into. */
const FIRST_YEAR = 1930;
const LAST_YEAR = 2080;
const FIRST = Date.UTC(FIRST_YEAR, 0, 1) / DAY_MS;
const DAYS = Date.UTC(LAST_YEAR + 1, 0, 1) / DAY_MS - FIRST;

/** Text and month of every day, made once: all dates of all rows come from here. */
const texts = Array.from({ length: DAYS }, (_, order) =>
  new Date((FIRST + order) * DAY_MS).toISOString().slice(0, 10),
);
const monthOfDay = Int32Array.from(
  texts,
  (text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1,
);
const firstDays = Int32Array.from(
  { length: (LAST_YEAR - FIRST_YEAR + 1) * 12 },
  (_, order) => Date.UTC(FIRST_YEAR, order, 1) / DAY_MS,
);

const inRange = <Found>(found: Found | undefined): Found => {
  if (found === undefined) throw new RangeError(`The calendar covers ${FIRST_YEAR} to ${LAST_YEAR}.`);
  return found;
};

/** The day of a text written YYYY-MM-DD. */
export const dayOf = (text: string): Day => Date.parse(`${text}T00:00:00Z`) / DAY_MS;

/** A day written YYYY-MM-DD. */
export const dayText = (day: Day): string => inRange(texts[day - FIRST]);

export const monthOf = (day: Day): MonthIndex => inRange(monthOfDay[day - FIRST]);

export const yearOf = (day: Day): number => Math.floor(monthOf(day) / 12);

/** The month of a text written YYYY-MM. */
export const monthIndex = (text: string): MonthIndex =>
  Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

export const monthText = (month: MonthIndex): string =>
  `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;

export const firstDay = (month: MonthIndex): Day => inRange(firstDays[month - FIRST_YEAR * 12]);

export const lastDay = (month: MonthIndex): Day => firstDay(month + 1) - 1;

/** The same day of another month, or that month's last day where it is shorter, as Postgres adds months. */
export const addMonths = (day: Day, months: number): Day => {
  const month = monthOf(day) + months;
  return Math.min(firstDay(month) + day - firstDay(monthOf(day)), lastDay(month));
};

/** Monday to Friday of a month, less the statutory holidays that fall on them in most years. */
export const workingDays = (month: MonthIndex): number => {
  let count = 0;
  for (let day = firstDay(month); day <= lastDay(month); day += 1) if ((day + 3) % 7 < 5) count += 1;
  return count - (HOLIDAYS[month % 12] ?? 0);
};

const HOLIDAYS = [1, 4, 0, 1, 2, 1, 0, 0, 1, 4, 0, 0] as const;

/** What the generated facts cover. */
export interface Window {
  /** First and last month of payroll and attendance. */
  readonly first: MonthIndex;
  readonly last: MonthIndex;
  readonly start: Day;
  /** The day the district is looked at: its last month is the last one that is over then. */
  readonly asOf: Day;
  /** First and last day for ordinary entries, exits and promotions: nothing is under way at either end. */
  readonly eventsFrom: Day;
  readonly eventsTo: Day;
}

/** Months of payroll and attendance. */
export const WINDOW_MONTHS = 24;

/** The window of what is looked at on a day written YYYY-MM-DD, or on the last day of a month written YYYY-MM. */
export const windowUntil = (until: string): Window => {
  const asOf = isMonth(until) ? lastDay(monthIndex(until)) : dayOf(until);
  const last = monthOf(asOf + 1) - 1;
  const first = last - WINDOW_MONTHS + 1;
  return {
    first,
    last,
    start: firstDay(first),
    asOf,
    eventsFrom: firstDay(first + 1),
    eventsTo: lastDay(last - 3),
  };
};
