import { GraphQLScalarType, Kind } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { isDay } from '../database/day.ts';
import { fenToYuan } from '../database/fen.ts';

type Fault = (value: string) => string | undefined;

/** A scalar that travels as text and is checked on its way in. */
const textScalar = (
  name: string,
  fault: Fault,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType<string> => {
  const read = (value: unknown): string => {
    const reason = typeof value === 'string' ? fault(value) : 'it must be a string · 必须是字符串';
    if (reason !== undefined)
      throw new CodedError('VALUE_INVALID', { type: name, value: JSON.stringify(value), reason });
    return String(value);
  };
  return new GraphQLScalarType<string>({
    name,
    serialize,
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
};

const matches =
  (pattern: RegExp, reason: string): Fault =>
  (value) =>
    pattern.test(value) ? undefined : reason;

const instant = (value: unknown): string => (value instanceof Date ? value.toISOString() : String(value));

/** The scalars of `schema/shared/scalars.graphql`. */
export const scalars = {
  Date: textScalar('Date', (value) =>
    isDay(value) ? undefined : 'write a calendar day as YYYY-MM-DD · 应为 YYYY-MM-DD 的有效日期',
  ),
  DateTime: textScalar(
    'DateTime',
    (value) =>
      Number.isNaN(Date.parse(value)) ? 'write an ISO 8601 instant · 应为 ISO 8601 时间' : undefined,
    instant,
  ),
  Month: textScalar(
    'Month',
    matches(/^\d{4}-(0[1-9]|1[0-2])$/, 'write a month as YYYY-MM · 应为 YYYY-MM 的月份'),
  ),
  Money: textScalar(
    'Money',
    matches(/^-?\d+(\.\d{1,2})?$/, 'write yuan with at most two decimals · 应为至多两位小数的金额'),
    (fen) => fenToYuan(String(fen)),
  ),
  Decimal: textScalar('Decimal', matches(/^-?\d+(\.\d+)?$/, 'write a decimal number · 应为小数')),
  Pid: textScalar('Pid', matches(/^[0-9a-f]{32}$/, 'it has 32 hexadecimal digits · 应为 32 位十六进制')),
  InstitutionCode: textScalar(
    'InstitutionCode',
    matches(/^\S.{0,63}$/, 'it has 1 to 64 characters · 应为 1 至 64 个字符'),
  ),
};
