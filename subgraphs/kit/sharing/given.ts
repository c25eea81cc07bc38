// What somebody hands in about agreements and tasks, refused in words where it cannot be kept.
import { invalidValue } from '../../../schema/values.ts';
import type { Period } from './period.ts';

/** Longest text that is kept: of a number, a title, a name. */
const TEXT_MAX = 500;
/** Most entries of a list that is kept. */
const LIST_MAX = 5000;

/** A text that says something, without blanks around it. */
export const givenText = (type: string, text: string): string => {
  const bare = text.trim();
  if (bare === '' || bare.length > TEXT_MAX || bare.includes('\0'))
    throw invalidValue(type, `write 1 to ${TEXT_MAX} characters`, `应为 1 至 ${TEXT_MAX} 个字符`);
  return bare;
};

/** The same where it may be left out; blanks are nothing. */
export const givenTextIfAny = (type: string, text: string | null | undefined): string | null =>
  text === null || text === undefined || text.trim() === '' ? null : givenText(type, text);

/** A list with something in it, each entry once. */
export const givenList = <T extends string>(type: string, list: readonly T[]): readonly T[] => {
  if (list.length === 0 || list.length > LIST_MAX)
    throw invalidValue(type, `name 1 to ${LIST_MAX}`, `应列出 1 至 ${LIST_MAX} 项`);
  return [...new Set(list)];
};

/** Institutions that are named; null for the whole district. */
export const givenInstitutions = (list: readonly string[] | null | undefined): readonly string[] | null =>
  list === null || list === undefined ? null : givenList('InstitutionCode', list);

/** Days in their order. */
export const givenPeriod = (validFrom: string, validTo: string | null | undefined): Period => {
  if (validTo !== null && validTo !== undefined && validTo <= validFrom)
    throw invalidValue(
      'validTo',
      'it is the first day on which it no longer holds',
      '失效日期应晚于生效日期',
    );
  return { validFrom, validTo: validTo ?? null };
};

/** True for what can be the number of a row; anything else is a number that no row has. */
export const isRowNumber = (id: string): boolean => /^\d{1,18}$/.test(id);
