import type { FetchOperation } from '../owner.ts';
import { OwnerFault } from './fault.ts';

/**
 * Asks, and once more where the connection broke before an answer began: a kept connection may have gone stale, a
 * balancer may know another replica. Only queries: nobody knows whether a mutation has arrived.
 */
export const askAgain = async <T>(
  kind: FetchOperation['kind'],
  signal: AbortSignal,
  ask: () => Promise<T>,
): Promise<T> => {
  try {
    return await ask();
  } catch (error) {
    const again = kind === 'query' && error instanceof OwnerFault && error.kind === 'unconnected';
    if (!again || signal.aborted) throw error;
    return ask();
  }
};
