import { narrow } from '../map/fold.ts';
import type { ColumnType } from '../table.ts';
import type { Vocabulary } from '../vocabulary.ts';
import {
  creditCodeChecker,
  institutionCodeChecker,
  readBoolean,
  readDivisionCode,
  readIdentityNumber,
  type Warn,
} from './codes.ts';
import { dateChecker, monthChecker, type DateOptions } from './dates.ts';
import type { Checker } from './fault.ts';
import { memoised } from './memo.ts';
import {
  decimalChecker,
  integerChecker,
  moneyChecker,
  type NumberFormat,
  type NumberLimits,
} from './numbers.ts';
import { termChecker, textChecker } from './texts.ts';

/** What checking needs of its surroundings. */
export interface CheckMeans {
  /** The person key of an identity. */
  readonly pidOf: (identity: string) => string;
  /** Encrypts an identity number under its owner's key. */
  readonly seal: (identityNumber: string) => string;
  readonly vocabulary: Vocabulary;
}

/** What checking a column depends on besides its type. */
export interface CheckOptions extends CheckMeans, DateOptions {
  readonly numbers: NumberFormat;
  /** Digits that the table keeps, for decimals. */
  readonly limits: NumberLimits;
  readonly inKey: boolean;
  /** The cells are identities made of key columns and not numbers. */
  readonly keyColumns: boolean;
  readonly warn: Warn;
}

const PID = /^[0-9a-f]{32}$/;

const personChecker = ({ pidOf, keyColumns }: CheckOptions): Checker => {
  if (keyColumns) return pidOf;
  return (cell) => {
    const text = narrow(cell).toLowerCase();
    if (PID.test(text)) return text;
    const number = readIdentityNumber(text);
    return typeof number === 'string' ? pidOf(number) : number;
  };
};

const numberEncrypter =
  ({ seal }: CheckOptions): Checker =>
  (cell) => {
    const number = readIdentityNumber(cell);
    return typeof number === 'string' ? seal(number) : number;
  };

type NamedType = Extract<ColumnType, string>;

const CHECKERS: Readonly<Record<NamedType, (options: CheckOptions) => Checker>> = {
  text: ({ inKey }) => textChecker(inKey),
  date: (options) => memoised(dateChecker(options)),
  month: (options) => memoised(monthChecker(options)),
  money: ({ numbers }) => moneyChecker(numbers),
  decimal: ({ numbers, limits }) => memoised(decimalChecker(numbers, limits)),
  integer: ({ numbers }) => memoised(integerChecker(numbers)),
  boolean: () => memoised(readBoolean),
  institutionCode: ({ warn }) => memoised(institutionCodeChecker(warn)),
  creditCode: ({ warn }) => memoised(creditCodeChecker(warn)),
  divisionCode: () => memoised(readDivisionCode),
  person: (options) => memoised(personChecker(options)),
  identityNumber: numberEncrypter,
};

const termsOf = (vocabulary: Vocabulary, name: string): ReadonlyMap<string, string> => {
  const terms = vocabulary.get(name);
  if (terms === undefined) throw new Error(`the vocabulary has no enumeration ${name}`);
  return terms;
};

/** The checker of a column, made once per import. */
export const checkerFor = (type: ColumnType, options: CheckOptions): Checker =>
  typeof type === 'string'
    ? CHECKERS[type](options)
    : memoised(termChecker(termsOf(options.vocabulary, type.enum)));
