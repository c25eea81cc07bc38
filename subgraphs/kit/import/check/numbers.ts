import { narrow } from '../map/fold.ts';
import { fault, type Checker } from './fault.ts';

/** How numbers are written in a file. */
export interface NumberFormat {
  readonly decimal: string;
  readonly group: string;
}

export const USUAL_NUMBERS: NumberFormat = { decimal: '.', group: ',' };

/** A number taken apart; no float ever holds it. */
interface Parts {
  readonly sign: '' | '-';
  readonly whole: string;
  /** Without trailing zeros. */
  readonly fraction: string;
}

const escaped = (character: string): string => character.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Plain digits, or digits in whole groups of three; a misplaced separator is a fault and not skipped over. */
const patternOf = ({ decimal, group }: NumberFormat): RegExp =>
  new RegExp(`^(\\d+|\\d{1,3}(?:${escaped(group)}\\d{3})+)(?:${escaped(decimal)}(\\d*))?$`);

const unsigned = (text: string): { sign: '' | '-'; digits: string } => {
  const bracketed = /^\((.+)\)$/.exec(text)?.[1];
  if (bracketed !== undefined) return { sign: '-', digits: bracketed };
  return /^[-\u2212]/.test(text)
    ? { sign: '-', digits: text.slice(1) }
    : { sign: '', digits: text.replace(/^\+/, '') };
};

const partsOf = (pattern: RegExp, group: string, text: string): Parts | undefined => {
  const { sign, digits } = unsigned(text);
  const [, whole, fraction = ''] = pattern.exec(digits) ?? [];
  if (whole === undefined) return undefined;
  const parts = {
    whole: whole.replaceAll(group, '').replace(/^0+(?=\d)/, ''),
    fraction: fraction.replace(/0+$/, ''),
  };
  return { ...parts, sign: parts.whole === '0' && parts.fraction === '' ? '' : sign };
};

/** Largest sum kept: 16 digits of yuan are 18 of fen and fit a bigint. */
const MONEY_DIGITS = 16;
const PLAIN_MONEY = /^(?:0|[1-9]\d{0,15})\.\d\d$/;

const withoutCurrency = (text: string): string =>
  text
    .replace(/^([-+\u2212(]?)\s*(?:[¥$£€]|CNY|RMB|USD|GBP|EUR)\s*/i, '$1')
    .replace(/\s*(?:元|CNY|RMB|USD|GBP|EUR)(\)?)$/i, '$1');

const toFen = ({ sign, whole, fraction }: Parts): string =>
  `${sign}${`${whole}${fraction.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '')}`;

/** Reads an amount of money into fen, exactly. */
export const moneyChecker = (format: NumberFormat = USUAL_NUMBERS): Checker => {
  const pattern = patternOf(format);
  const isUsual = format.decimal === '.';
  return (cell) => {
    if (isUsual && PLAIN_MONEY.test(cell)) return cell.replace('.', '').replace(/^0+(?=\d)/, '');
    const parts = partsOf(pattern, format.group, withoutCurrency(narrow(cell)));
    return parts === undefined || parts.fraction.length > 2 || parts.whole.length > MONEY_DIGITS
      ? fault('MONEY_INVALID')
      : toFen(parts);
  };
};

/** Digits that a column keeps. */
export interface NumberLimits {
  readonly whole: number;
  readonly decimals: number;
}

/** Reads a decimal number, exactly, refusing what the column would round. */
export const decimalChecker = (format: NumberFormat, limits: NumberLimits): Checker => {
  const pattern = patternOf(format);
  return (cell) => {
    const parts = partsOf(pattern, format.group, narrow(cell));
    if (parts === undefined || parts.fraction.length > limits.decimals || parts.whole.length > limits.whole)
      return fault('NUMBER_INVALID', { ...limits });
    return `${parts.sign}${parts.whole}${parts.fraction === '' ? '' : `.${parts.fraction}`}`;
  };
};

/** Nine digits always fit Postgres' integer. */
const INTEGER_LIMITS: NumberLimits = { whole: 9, decimals: 0 };

/** Reads a whole number; `16.0`, as spreadsheets write it, is one. */
export const integerChecker = (format: NumberFormat): Checker => decimalChecker(format, INTEGER_LIMITS);
