import { GraphQLScalarType, Kind } from 'graphql';
import { readScalar, type ScalarName } from '../../../schema/scalars.ts';
import { fenToYuan } from '../../../schema/money.ts';

/** A scalar that travels as text and is checked on its way in. */
const textScalar = (
  name: ScalarName,
  serialize: (value: unknown) => string = String,
): GraphQLScalarType<string> =>
  new GraphQLScalarType<string>({
    name,
    serialize,
    parseValue: (value) => readScalar(name, value),
    parseLiteral: (node) => readScalar(name, node.kind === Kind.STRING ? node.value : undefined),
  });

/** The scalars of `schema/shared/scalars.graphql`, as the departments execute them. */
export const scalars = {
  Date: textScalar('Date'),
  DateTime: textScalar('DateTime', (value) => (value instanceof Date ? value.toISOString() : String(value))),
  Month: textScalar('Month'),
  Money: textScalar('Money', (fen) => fenToYuan(String(fen))),
  Decimal: textScalar('Decimal'),
  Pid: textScalar('Pid'),
  InstitutionCode: textScalar('InstitutionCode'),
};
