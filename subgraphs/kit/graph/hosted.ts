import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import type { RequestScope, Subgraph } from './subgraph.ts';

type Gateway = ApolloServerOptionsWithGateway<RequestScope>['gateway'];

/**
 * A department as Apollo Server hosts it: what Apollo has checked runs as every other operation does, behind the same
 * guard and into the same access log. Apollo's own executor would know neither.
 */
export const hostSubgraph = ({ schema, compile }: Pick<Subgraph, 'schema' | 'compile'>): Gateway => ({
  onSchemaLoadOrUpdate: (callback) => {
    // Read by nobody: only a supergraph has one.
    callback({ apiSchema: schema, coreSupergraphSdl: '' });
    return () => undefined;
  },
  load: async () => ({
    executor: ({ source, request: { operationName, variables = {} }, context }) =>
      compile(source, operationName)(variables, context as RequestScope),
  }),
  stop: async () => undefined,
});
