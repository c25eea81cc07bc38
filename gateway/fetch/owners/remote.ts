import type { GraphQLFormattedError } from 'graphql';
import { Pool } from 'undici';
import { CodedError } from '../../../schema/errors.ts';
import type { FetchAnswer, OnFetch, Owner } from './owner.ts';

/** Longest wait for a remote owner's readiness. */
const READY_TIMEOUT_MS = 2_000;

const checkReady = async (name: string, url: string): Promise<void> => {
  const response = await fetch(new URL('/ready', url), { signal: AbortSignal.timeout(READY_TIMEOUT_MS) });
  if (!response.ok) throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name });
};

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** An owner that runs elsewhere, reached over HTTP. */
export const remoteOwner = (name: string, url: string, onFetch: OnFetch): Owner => {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin);
  const post = async (body: string): Promise<FetchAnswer> => {
    const response = await pool.request({
      method: 'POST',
      path: pathname + search,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
    });
    const { data = null, errors } = (await response.body.json()) as Body;
    return { data, errors };
  };
  return {
    name,
    place: url,
    ready: () => checkReady(name, url),
    close: () => pool.close(),
    fetch: async ({ operation, variables }) => {
      const started = performance.now();
      let failed = true;
      try {
        const { text: query, name: operationName } = operation;
        const answer = await post(JSON.stringify({ query, operationName, variables }));
        failed = answer.errors !== undefined;
        return answer;
      } catch (error) {
        throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name }, { cause: error });
      } finally {
        onFetch(name, performance.now() - started, failed);
      }
    },
  };
};
