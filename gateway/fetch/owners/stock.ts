import type { GraphQLDataSource } from '@apollo/gateway';
import { LRUCache } from 'lru-cache';
import type { ClientRequest } from './client-request.ts';
import type { FetchOperation, Owner } from './owner.ts';

/** Operations of one owner that are remembered; the planner makes a few per client operation. */
const OPERATIONS_KEPT = 1000;

/** An owner as the stock executor of `@apollo/gateway` wants it. */
export const stockDataSource = (owner: Owner): GraphQLDataSource => {
  const known = new LRUCache<string, FetchOperation>({ max: OPERATIONS_KEPT });
  const operationOf = (text: string, name: string | undefined): FetchOperation => {
    const operation: FetchOperation = known.get(text) ?? {
      kind: text.startsWith('mutation') ? 'mutation' : 'query',
      text,
      name,
    };
    known.set(text, operation);
    return operation;
  };
  return {
    process: async ({ request, context }) => {
      const { data, errors } = await owner.fetch({
        operation: operationOf(request.query ?? '', request.operationName),
        variables: request.variables ?? {},
        client: context as ClientRequest,
      });
      return { data, ...(errors === undefined ? {} : { errors }) };
    },
  };
};
