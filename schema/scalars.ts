import { isDay, isMonth } from './day.ts';
import { invalidValue } from './values.ts';

/** What a scalar's text must look like, as a person is told. */
interface Form {
  readonly accepts: (text: string) => boolean;
  readonly en: string;
  readonly zh: string;
}

const matching =
  (pattern: RegExp) =>
  (text: string): boolean =>
    pattern.test(text);

const FORMS = {
  Date: { accepts: isDay, en: 'write a calendar day as YYYY-MM-DD', zh: '应为 YYYY-MM-DD 格式的有效日期' },
  DateTime: {
    accepts: (text) => !Number.isNaN(Date.parse(text)),
    en: 'write an ISO 8601 instant',
    zh: '应为 ISO 8601 格式的时间',
  },
  Month: {
    accepts: isMonth,
    en: 'write a month as YYYY-MM',
    zh: '应为 YYYY-MM 格式的月份',
  },
  Money: {
    accepts: matching(/^-?\d+(\.\d{1,2})?$/),
    en: 'write yuan with at most two decimals',
    zh: '应为至多两位小数的金额',
  },
  Decimal: { accepts: matching(/^-?\d+(\.\d+)?$/), en: 'write a decimal number', zh: '应为小数' },
  Pid: { accepts: matching(/^[0-9a-f]{32}$/), en: 'it has 32 hexadecimal digits', zh: '应为 32 位十六进制' },
  InstitutionCode: {
    accepts: matching(/^\S[^\0]{0,63}$/),
    en: 'it has 1 to 64 characters',
    zh: '应为 1 至 64 个字符',
  },
} as const satisfies Record<string, Form>;

/** The scalars of `schema/shared/scalars.graphql`. All of them travel as text. */
export type ScalarName = keyof typeof FORMS;

export const isScalarName = (name: string): name is ScalarName => Object.hasOwn(FORMS, name);

/** What a scalar's text must look like. */
export const formOf = (name: ScalarName): Form => FORMS[name];

/** Reads what a client sent for a scalar; anything that is not of its form is a coded error. The value is not repeated: it may be an identity number. */
export const readScalar = (name: ScalarName, value: unknown): string => {
  const { accepts, en, zh } = FORMS[name];
  if (typeof value === 'string' && accepts(value)) return value;
  throw invalidValue(name, en, zh);
};
