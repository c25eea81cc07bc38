// Which arguments choose rows, by what they are given.
import { Kind, parse, type FieldNode } from 'graphql';
import { choicesOf, writtenIn } from '../../../../subgraphs/kit/execute/filters.ts';

const fieldOf = (text: string): FieldNode => {
  const [operation] = parse(text).definitions;
  const [field] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (field?.kind !== Kind.FIELD) throw new Error('no field');
  return field;
};

it('takes a variable that is not given for nothing, also one that is called like what every object has', () => {
  expect(choicesOf(['month', 'toString'], {})).toEqual({ month: null, toString: null });
  const field = fieldOf('query ($toString: Month) { payments(month: $toString) }');
  expect(writtenIn(field, {})).toEqual({ month: undefined });
});
