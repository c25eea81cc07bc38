import { RemoteGraphQLDataSource } from '@apollo/gateway';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { DepartmentName } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import type { OnFetch, Owner } from './owner.ts';

/** Longest wait for a remote department's readiness. */
const READY_TIMEOUT_MS = 2_000;

const checkReady = async (name: DepartmentName, url: string): Promise<void> => {
  const response = await fetch(new URL('/ready', url), { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
  if (!response.ok) throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name });
};

const isList = (value: unknown): value is GraphQLFormattedError[] => Array.isArray(value);

/** The errors of a department that refused the whole request with a status of its own: an answer, too. */
const refusal = (error: unknown): GraphQLFormattedError[] | undefined => {
  const response: unknown = error instanceof GraphQLError ? error.extensions['response'] : undefined;
  const body: unknown =
    typeof response === 'object' && response !== null ? Reflect.get(response, 'body') : undefined;
  const errors: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'errors') : undefined;
  return isList(errors) ? errors : undefined;
};

/** A department that runs elsewhere, reached over HTTP. */
export const remoteOwner = (name: DepartmentName, url: string, onFetch: OnFetch): Owner => {
  const remote = new RemoteGraphQLDataSource({ url });
  return {
    name,
    place: url,
    ready: () => checkReady(name, url),
    close: async () => undefined,
    dataSource: {
      process: async (options) => {
        const started = performance.now();
        let failed = true;
        try {
          const response = await remote.process(options);
          failed = response.errors !== undefined;
          return response;
        } catch (error) {
          const errors = refusal(error);
          if (errors !== undefined) return { data: null, errors };
          throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name }, { cause: error });
        } finally {
          onFetch(name, performance.now() - started, failed);
        }
      },
    },
  };
};
