import {
  execute,
  GraphQLError,
  Kind,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Execution } from '../fetch/steps/execution.ts';
import type { OwnResolvers } from './own-fields.ts';

/** Answers fields of a run; false where their failure takes the whole answer with it. */
export type AnswerHere = (execution: Execution) => Promise<boolean>;

/** Root fields that no owner has: `__schema`, `__type` and the gateway's own, answered by `graphql-js`. */
export const answerHere = (
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fields: readonly FieldNode[],
  resolvers: OwnResolvers,
): AnswerHere => {
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fields };
  const document = { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }] } as const;
  return async (execution) => {
    const { variables: variableValues, client: contextValue } = execution;
    const { data, errors = [] } = await execute({
      schema,
      document,
      rootValue: resolvers,
      variableValues,
      contextValue,
    });
    for (const { message, path, originalError, extensions } of errors)
      execution.errors.push(new GraphQLError(message, { path, originalError, extensions }));
    Object.assign(execution.data, data);
    return data !== null && data !== undefined;
  };
};
