import type { ApolloServerPlugin } from '@apollo/server';
import { CodedError } from '../../../schema/errors.ts';
import type { ReceivedRequest } from '../client-request.ts';
import { answered } from '../operation.ts';
import { readLive } from './question.ts';

/** Name of the directive in `schema/gateway.graphql`. */
const DIRECTIVE = 'live';

/** Looks at queries with `@live`, and tells whoever keeps them up to date; it refuses those that nobody could follow. */
export const checkLive: ApolloServerPlugin<ReceivedRequest> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, contextValue }) => {
      if (operation?.directives?.some(({ name }) => name.value === DIRECTIVE) !== true) return;
      try {
        const question = readLive(document, operation);
        contextValue.onLive?.(question);
      } catch (error) {
        throw error instanceof CodedError ? answered(error) : error;
      }
    },
  }),
};
