import type { Seat } from './entities.ts';

/** The fields that a seat must have beside name and category. Source: 机构编制实名制管理. */
export const REQUIRED = [
  'sex',
  'ethnicity',
  'bornOn',
  'politicalStatus',
  'education',
  'workStartedOn',
  'post',
  'entryWay',
  'enteredOn',
  'entryDocument',
] as const satisfies readonly (keyof Seat)[];

/** Names of the required fields of a seat that are empty. */
export const missing = (seat: Pick<Seat, (typeof REQUIRED)[number]>): string[] =>
  REQUIRED.filter((name) => seat[name] === null);
