import {
  executeSync,
  Kind,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Entity } from '../fetch/merge/entity.ts';
import type { Variables } from '../plan/decide.ts';

/** Answers the `__schema` and `__type` fields of an operation from the API schema: nobody has to be asked. */
export const introspect = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fields: readonly FieldNode[],
  variableValues: Variables,
): Entity => {
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fields };
  const document = { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] } as const;
  const { data } = executeSync({ schema, document, rootValue: {}, variableValues });
  return { ...data };
};
