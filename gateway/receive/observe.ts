import type { ApolloServerPlugin } from '@apollo/server';
import type { ReceivedRequest } from './client-request.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

const codesOf = (
  errors: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[] | undefined,
): string[] => (errors ?? []).map(({ extensions }) => String(extensions?.['code'] ?? 'INTERNAL'));

/** Times and counts every operation and writes one line of log for it: its name and hash, never its variables. */
export const observeOperations = (log: Logger, metrics: Metrics): ApolloServerPlugin<ReceivedRequest> => ({
  requestDidStart: async () => {
    const started = performance.now();
    return {
      willSendResponse: async ({ response, operation, operationName, queryHash, contextValue }) => {
        const milliseconds = performance.now() - started;
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        const codes = codesOf(errors);
        const type = operation?.operation ?? 'none';
        metrics.operation(type, milliseconds / 1000, codes);
        log.info(
          {
            traceId: contextValue.trace,
            operationName,
            queryHash,
            type,
            ms: Math.round(milliseconds),
            codes,
          },
          'operation',
        );
      },
    };
  },
});
