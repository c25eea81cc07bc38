import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { answered } from '../operation.ts';
import { weigh, type Weight } from './cost.ts';
import { readDeclared, type Declared } from './declared.ts';
import { figureOf, type SentVariables } from './figure.ts';
import { PAGE_MAX } from './sizes.ts';

/**
 * Most objects that an answer may have by the lengths of its lists: some 60 MB of JSON at 250 bytes each. A page of
 * 1,000 people with the lists of four departments is 47,000; a page of 1,000 inside each of 1,000 is a million.
 */
export const COST_MAX = 250_000;

/** What is wrong with an operation's weight for the variables of one request. */
export const weightFault = ({ cost, pages }: Weight, variables: SentVariables): CodedError | undefined => {
  for (const page of pages) {
    const first = typeof page === 'function' ? page(variables) : page;
    if (typeof first === 'number' && (first < 1 || first > PAGE_MAX))
      return new CodedError('PAGE_SIZE_OUT_OF_RANGE', { first, max: PAGE_MAX });
  }
  const objects = figureOf(cost, variables);
  if (objects <= COST_MAX) return undefined;
  return new CodedError('QUERY_TOO_COSTLY', {
    cost: Math.min(objects, Number.MAX_SAFE_INTEGER),
    max: COST_MAX,
  });
};

/**
 * Refuses operations that may bring too many objects, or whose pages are out of bounds. An operation is weighed once:
 * Apollo Server keeps the documents that it has read, those of each schema apart.
 */
export const limitOperations = (): ApolloServerPlugin<BaseContext> => {
  const weights = new WeakMap<OperationDefinitionNode, Weight>();
  const declared = new WeakMap<GraphQLSchema, Declared>();
  const weightOf = (
    document: DocumentNode,
    operation: OperationDefinitionNode,
    schema: GraphQLSchema,
  ): Weight => {
    const weight = weights.get(operation) ?? weigh(document, operation, schema, declared.get(schema));
    weights.set(operation, weight);
    return weight;
  };
  return {
    serverWillStart: async () => ({
      schemaDidLoadOrUpdate: ({ apiSchema, coreSupergraphSdl = '' }) =>
        void declared.set(apiSchema, readDeclared(coreSupergraphSdl)),
    }),
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, schema, request }) => {
        if (operation === undefined) return;
        const fault = weightFault(weightOf(document, operation, schema), request.variables ?? {});
        if (fault !== undefined) throw answered(fault);
      },
    }),
  };
};
