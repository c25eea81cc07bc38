import type { ServerResponse } from 'node:http';
import { CodedError } from '../../schema/errors.ts';
import type { ClientRequest } from '../fetch/owners/client-request.ts';

/** Longest time for a whole request in seconds. Browsers and proxies give up after 60. */
export const DEADLINE_SECONDS = 30;

/** What is known of a client's request while it is answered. It ends at its deadline, or when the client hangs up. */
export const clientRequest = (response: ServerResponse, seconds = DEADLINE_SECONDS): ClientRequest => {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new CodedError('REQUEST_TIMED_OUT', { seconds })),
    seconds * 1000,
  );
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(new CodedError('CLIENT_GONE'));
  });
  return { viewer: 'anonymous', asker: undefined, signal: controller.signal };
};
