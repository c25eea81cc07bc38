// Identity numbers and bank accounts in a text. All numbers of tests and of the demo district are sound, so a sound one is a leak.
import {
  bornOn,
  identityNumberFault,
  maskIdentityNumber,
} from '../../../subgraphs/kit/identity/identity-number.ts';

/** A secret in a text; shown masked, for the report is an output, too. */
export interface Leak {
  readonly kind: 'identity number' | 'bank account';
  readonly masked: string;
}

/** Trace ids and hashes, with a letter in them: long enough to hold some sound number by chance. */
const HASH = /(?=\d*[a-f])[0-9a-f]{32,}/gi;

/** Digits that stand alone. */
const IDENTITY = /(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g;
/** Where the invented people come from: these are found within other digits, too. Source: `subgraphs/demo/base/numbers.ts`. */
const DEMO_IDENTITY = /(?=(3307(?:02|03|23|26|27|81|82|83|84)(?:19|20)\d{9}[\dXx]))/g;
/** Cards of UnionPay: 16 to 19 digits, the last of which is a check digit. Source: ISO/IEC 7812. */
const ACCOUNT = /(?<!\d)62\d{14,17}(?!\d)/g;

const isOfTheLiving = (number: string): boolean => {
  const year = Number(bornOn(number).slice(0, 4));
  return year >= 1900 && year < 2100;
};

const isIdentityNumber = (text: string): boolean =>
  identityNumberFault(text.toUpperCase()) === undefined && isOfTheLiving(text);

/** The check of Luhn: every other digit counts twice, as the sum of its digits. */
const isAccount = (text: string): boolean => {
  const digits = [...text].toReversed().map((digit, place) => Number(digit) * (1 + (place % 2)));
  return digits.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0) % 10 === 0;
};

const masked = (kind: Leak['kind'], number: string): Leak => ({ kind, masked: maskIdentityNumber(number) });

/** The leaks of a text, each once. */
export const leaksIn = (given: string): Leak[] => {
  const text = given.replace(HASH, ' ');
  const identities = [
    ...[...text.matchAll(IDENTITY)].map(([number]) => number),
    ...[...text.matchAll(DEMO_IDENTITY)].map(([, number = '']) => number),
  ].filter(isIdentityNumber);
  const accounts = [...text.matchAll(ACCOUNT)].map(([number]) => number).filter(isAccount);
  return [
    ...[...new Set(identities)].map((number) => masked('identity number', number)),
    ...[...new Set(accounts)].map((number) => masked('bank account', number)),
  ];
};
