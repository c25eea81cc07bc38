import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { CodedError } from '../../../schema/errors.ts';
import type { Viewer } from '../../../schema/sharing.ts';
import type { Manifests } from './folder.ts';

/** So long requests are counted together. It begins with the first of them. */
const WINDOW_SECONDS = 60;

/** Name of the policy in the headers. */
const POLICY = '"minute"';

export interface RateOptions {
  /** Requests a minute of a person or a machine client; 0 sets no limit for those whose file names none. */
  readonly perMinute: number;
  readonly manifests: Pick<Manifests, 'of'>;
  /** Whose request a response answers. */
  readonly viewerOf: (response: ServerResponse) => Viewer;
}

/** Who is counted together: a machine client as a whole, or one person with all that they use. */
export const countedAs = ({ kind, clientId, subject }: Viewer): string =>
  kind === 'system' ? `system ${clientId}` : `person ${subject}`;

/** Counters by their limit: a client whose limit is changed starts to count anew. */
const countersByLimit = (): ((limit: number) => RateLimiterMemory) => {
  const counters = new Map<number, RateLimiterMemory>();
  return (limit) => {
    const known = counters.get(limit) ?? new RateLimiterMemory({ points: limit, duration: WINDOW_SECONDS });
    counters.set(limit, known);
    return known;
  };
};

/** Counts a request; the state after it, whether or not it was one too many. */
const consume = async (counter: RateLimiterMemory, key: string) => {
  try {
    return { state: await counter.consume(key), within: true };
  } catch (state) {
    if (state instanceof RateLimiterRes) return { state, within: false };
    throw state;
  }
};

/**
 * Limits how often somebody asks and says in each answer what is left. Each process counts for itself.
 * Source: draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4; RFC 6585 section 4; RFC 9110 section 10.2.3.
 */
export const limitRate = ({ perMinute, manifests, viewerOf }: RateOptions): RequestHandler => {
  const counterOf = countersByLimit();
  return async (_request, response, next) => {
    const viewer = viewerOf(response);
    const limit = manifests.of(viewer.clientId)?.ratePerMinute ?? perMinute;
    if (limit === 0) {
      next();
      return;
    }
    const { state, within } = await consume(counterOf(limit), countedAs(viewer));
    const seconds = Math.ceil(state.msBeforeNext / 1000);
    response.setHeader('ratelimit-policy', `${POLICY};q=${limit};w=${WINDOW_SECONDS}`);
    response.setHeader('ratelimit', `${POLICY};r=${state.remainingPoints};t=${seconds}`);
    if (!within) response.setHeader('retry-after', seconds);
    next(within ? undefined : new CodedError('RATE_LIMITED', { limit, seconds }));
  };
};
