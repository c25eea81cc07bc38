import { Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { SentVariables } from './figure.ts';

/** The value of an argument: written out, or that of a variable. Only whole numbers and truth values are of interest. */
export type Value = Plain | ((variables: SentVariables) => Plain);
type Plain = number | boolean | undefined;

const plain = (value: unknown): Plain =>
  typeof value === 'boolean' || (typeof value === 'number' && Number.isInteger(value)) ? value : undefined;

const written = (node: ValueNode | undefined): Plain => {
  if (node?.kind === Kind.INT) return Number(node.value);
  return node?.kind === Kind.BOOLEAN ? node.value : undefined;
};

/** Reads arguments of an operation. A variable that was not sent has its default; one of another type is refused later. */
export const valueReader = ({ variableDefinitions = [] }: OperationDefinitionNode) => {
  const defaults = new Map(
    variableDefinitions.map(({ variable, defaultValue }) => [variable.name.value, written(defaultValue)]),
  );
  return (node: ValueNode | undefined): Value => {
    if (node?.kind !== Kind.VARIABLE) return written(node);
    const name = node.name.value;
    const otherwise = defaults.get(name);
    return (variables) => {
      const sent = Object.hasOwn(variables, name) ? variables[name] : undefined;
      return sent === undefined ? otherwise : plain(sent);
    };
  };
};

export type ReadValue = ReturnType<typeof valueReader>;
