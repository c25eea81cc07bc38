import { narrow } from '../map/fold.ts';
import { fault, type Checker } from './fault.ts';

/** How days and months are written in a file. */
export interface DateOptions {
  /** `DD/MM/YYYY` and the like; beside it the forms that start with the year are always read. */
  readonly format?: string | undefined;
  /** Base of bare day numbers, in workbooks only. */
  readonly serials?: '1900' | '1904' | undefined;
}

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 system, which counts a 29 February 1900 that never was; right from 1 March 1900 on. */
const DAY_ZERO = { '1900': Date.UTC(1899, 11, 30), '1904': Date.UTC(1904, 0, 1) };
/** The calendar of the product: earlier and later years are slips of the pen, 9999 is a usual "for ever". */
const FIRST_YEAR = 1850;
const YEAR_FIRST =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|(\d\d)(\d\d)|年(\d{1,2})月(\d{1,2})日)(?:[ T]00:00(?::00)?(?:\.0+)?Z?)?$/;
const MONTH = /^(\d{4})(?:-(\d{1,2})|\/(\d{1,2})|\.(\d{1,2})|(\d\d)|年(\d{1,2})月)$/;

const two = (text: string): string => text.padStart(2, '0');

/** The day in ISO form, or undefined where the calendar has no such day. */
const dayOf = (year: string, month: string, day: string): string | undefined => {
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real && Number(year) >= FIRST_YEAR ? `${year}-${two(month)}-${two(day)}` : undefined;
};

const yearFirst = (text: string): string | undefined => {
  const [, year = '', ...parts] = YEAR_FIRST.exec(text) ?? [];
  const [month, day] = parts.filter((part) => part !== undefined);
  return month !== undefined && day !== undefined ? dayOf(year, month, day) : undefined;
};

const serialDay = (text: string, base: '1900' | '1904'): string | undefined => {
  const days = Number(text);
  if (!/^\d{1,7}$/.test(text) || days < 1 || days > 2_958_465) return undefined;
  return yearFirst(new Date(DAY_ZERO[base] + days * DAY_MS).toISOString().slice(0, 10));
};

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{1,2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
  D: '(?<day>\\d{1,2})',
};

const patternOf = (format: string): RegExp =>
  new RegExp(
    `^${format.replace(/YYYY|MM?|DD?|./g, (part) => TOKENS[part] ?? `\\${part}`)}(?: 00:00(?::00)?)?$`,
  );

const declared = (format: string | undefined): ((text: string) => string | undefined) => {
  if (format === undefined) return () => undefined;
  const pattern = patternOf(format);
  return (text) => {
    const { year = '', month = '', day = '1' } = pattern.exec(text)?.groups ?? {};
    return year === '' ? undefined : dayOf(year, month, day);
  };
};

/** Reads a calendar day into YYYY-MM-DD. */
export const dateChecker = ({ format, serials }: DateOptions): Checker => {
  const inFormat = declared(format);
  return (cell) => {
    const text = narrow(cell);
    const day = inFormat(text) ?? yearFirst(text) ?? (serials ? serialDay(text, serials) : undefined);
    return day ?? fault('DATE_INVALID', { format: format ?? 'YYYY-MM-DD' });
  };
};

const monthOnly = (text: string): string | undefined => {
  const [, year = '', ...parts] = MONTH.exec(text) ?? [];
  const month = parts.find((part) => part !== undefined);
  return month === undefined ? undefined : dayOf(year, month, '1');
};

/** Reads a month into YYYY-MM; a first day of a month, which spreadsheets make of it, is the month. */
export const monthChecker = ({ format, serials }: DateOptions): Checker => {
  const inFormat = declared(format);
  return (cell) => {
    const text = narrow(cell);
    const day =
      inFormat(text) ??
      monthOnly(text) ??
      yearFirst(text) ??
      (serials ? serialDay(text, serials) : undefined);
    return day?.endsWith('-01') === true
      ? day.slice(0, 7)
      : fault('MONTH_INVALID', { format: format ?? 'YYYY-MM' });
  };
};
