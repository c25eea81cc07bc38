import type { Environment } from '@marcbachmann/cel-js';
import { fenToYuan } from '../../../schema/money.ts';
import { addDays, addMonths, daysBetween, firstOf, lastMonthEnd, lastOf, monthsOf } from './calendar.ts';
import { decidingPlace, levelPlace, rankPlace, stepPlace } from './places.ts';
import { statutoryRetirement } from './retirement.ts';
import { INSTITUTION, word } from './says/words.ts';

/** A function that conditions may call. */
interface CelFunction {
  readonly signature: string;
  readonly description: string;
  readonly call: (...given: never[]) => unknown;
}

const numbers = (values: readonly (bigint | number)[]): bigint | number =>
  values.some((value) => typeof value === 'number')
    ? values.reduce<number>((sum, value) => sum + Number(value), 0)
    : values.reduce<bigint>((sum, value) => sum + BigInt(value), 0n);

/** Longest row of months without a gap. */
const longestRun = (months: readonly string[]): bigint => {
  const present = new Set(months);
  let longest = 0;
  for (const month of present) {
    if (present.has(addMonths(month, -1))) continue;
    let length = 1;
    while (present.has(addMonths(month, length))) length += 1;
    longest = Math.max(longest, length);
  }
  return BigInt(longest);
};

/** Fen as yuan, with a comma behind each three digits of the whole. */
const yuan = (fen: bigint): string => fenToYuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

/** Days are `YYYY-MM-DD` and months `YYYY-MM`, so that `<` and `==` hold between them. */
const FUNCTIONS: readonly CelFunction[] = [
  {
    signature: 'monthOf(string): string',
    description: 'Month of a day.',
    call: (day: string) => day.slice(0, 7),
  },
  {
    signature: 'yearOf(string): int',
    description: 'Year of a day or month.',
    call: (day: string) => BigInt(day.slice(0, 4)),
  },
  {
    signature: 'addDays(string, int): string',
    description: 'The day so many days later.',
    call: (day: string, days: bigint) => addDays(day, Number(days)),
  },
  {
    signature: 'addMonths(string, int): string',
    description: 'The day or month so many months later; the last of the month where it has no such day.',
    call: (day: string, months: bigint) => addMonths(day, Number(months)),
  },
  {
    signature: 'daysBetween(string, string): int',
    description: 'Days from one day to another.',
    call: (from: string, to: string) => BigInt(daysBetween(from, to)),
  },
  { signature: 'firstOf(string): string', description: 'First day of a month.', call: firstOf },
  { signature: 'lastOf(string): string', description: 'Last day of a month.', call: lastOf },
  {
    signature: 'lastMonthEnd(string): string',
    description: 'Last day of the last month that is over at the end of a day.',
    call: lastMonthEnd,
  },
  {
    signature: 'monthsOf(string, string): list<string>',
    description: 'Every month from one to another.',
    call: monthsOf,
  },
  {
    signature: 'longestRun(list<string>): int',
    description: 'How many of the months follow one another, at most.',
    call: longestRun,
  },
  {
    signature: 'levelPlace(string): int',
    description: 'Place of a leadership level, from 1 for section level.',
    call: levelPlace,
  },
  {
    signature: 'gradePlace(string): int',
    description: 'Place of an institution’s grade on the same scale.',
    call: levelPlace,
  },
  {
    signature: 'rankPlace(string): int',
    description: 'Place of a rank, from 1 for the lowest.',
    call: rankPlace,
  },
  {
    signature: 'decidingPlace(string): int',
    description: 'Place of the level that decides a matter, from 1 for the institution itself.',
    call: decidingPlace,
  },
  {
    signature: 'stepPlace(string): int',
    description: 'Place of a step of a matter, from 1 for the motion.',
    call: stepPlace,
  },
  {
    signature: 'statutoryRetirement(string, string, bool): string',
    description: 'Day of statutory retirement: born on, sex, on a worker post.',
    call: statutoryRetirement,
  },
  { signature: 'yuan(int): string', description: 'Fen as yuan with two places.', call: yuan },
  {
    signature: 'onlyIf(bool, int): int',
    description: 'The number where it holds, else none: for an amount that cannot be computed.',
    call: (holds: boolean, number: bigint) => (holds ? number : null),
  },
  {
    signature: 'orElse(string, string): string',
    description: 'The text, or another one where there is none.',
    call: (text: string | null, other: string) => text ?? other,
  },
];

/** Functions of sentences alone: what they give is said in the language of whoever reads it. */
const WORDS: readonly CelFunction[] = [
  {
    signature: 'label(string, string): string',
    description:
      'The term that the contracts have for a value of an enumeration, or for a field of a type: its name, that of the type.',
    call: (value: string | null, type: string) => (value === null ? '' : word(type, value)),
  },
  {
    signature: 'named(string): string',
    description: 'An institution by its name in the register: its code.',
    call: (code: string | null) => (code === null ? '' : word(INSTITUTION, code)),
  },
];

/** Functions of lists; while types are checked each list is of something. */
const LISTS = [
  { name: 'sum', types: ['int', 'double'], result: (of: string) => of, call: numbers },
  {
    name: 'distinct',
    types: ['string', 'int'],
    result: (of: string) => `list<${of}>`,
    call: (list: readonly unknown[]) => [...new Set(list)],
  },
  {
    name: 'sorted',
    types: ['string', 'int'],
    result: (of: string) => `list<${of}>`,
    call: (list: readonly (string | bigint)[]) => [...list].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
  },
] as const;

/** Gives an environment the functions of sentences, for checking types or, where `dynamic`, for running. */
export const withWords = (environment: Environment, dynamic = false): Environment => {
  for (const { signature, call, description } of WORDS)
    environment.registerFunction(
      dynamic ? signature.replace('(string', '(dyn') : signature,
      call as (...given: unknown[]) => unknown,
      { description },
    );
  return environment;
};

/** Gives an environment the functions, for checking types or, where `dynamic`, for running. */
export const withFunctions = (environment: Environment, dynamic: boolean): Environment => {
  for (const { signature, call, description } of FUNCTIONS) {
    // Texts may be null where a rule runs; only `orElse` takes that.
    const shown = dynamic && signature.startsWith('orElse') ? 'orElse(dyn, string): string' : signature;
    environment.registerFunction(shown, call as (...given: unknown[]) => unknown, { description });
  }
  if (dynamic) withWords(environment, true);
  for (const { name, types, result, call } of LISTS) {
    const typed = dynamic ? ['dyn'] : types;
    for (const of of typed)
      environment.registerFunction(
        `list<${of}>.${name}(): ${dynamic ? 'dyn' : result(of)}`,
        call as (list: unknown) => unknown,
      );
  }
  return environment;
};
