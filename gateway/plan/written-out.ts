import { Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { decide } from './decide.ts';

/** The operation of a fetch, its fragments written out in place. */
export const writtenOut = (text: string): OperationDefinitionNode => {
  const { definitions } = parse(text, { noLocation: true });
  const fragments = definitions.flatMap((node): [string, FragmentDefinitionNode][] =>
    node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
  );
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('a fetch without an operation');
  return { ...operation, selectionSet: decide(operation.selectionSet, new Map(fragments), {}) };
};
