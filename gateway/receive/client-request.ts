import type { ServerResponse } from 'node:http';
import { CodedError } from '../../schema/errors.ts';
import type { Identified } from './asker.ts';
import { traceOf } from './trace.ts';

/** Longest time for a whole request in seconds. Browsers and proxies give up after 60. */
export const DEADLINE_SECONDS = 30;

/** A client's request, before it is known what it asks. */
export interface ReceivedRequest {
  /** Under which id it stands in logs, ours and the owners'. */
  readonly trace: string;
  /** Undefined where nobody is identified. */
  readonly identified: Identified | undefined;
  /** Aborted at its deadline, or when the client hangs up. */
  readonly signal: AbortSignal;
}

/** What is known of a client's request while it is answered. It ends at its deadline, or when the client hangs up. */
export const clientRequest = (
  response: ServerResponse,
  identified: Identified | undefined,
  seconds = DEADLINE_SECONDS,
): ReceivedRequest => {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new CodedError('REQUEST_TIMED_OUT', { seconds })),
    seconds * 1000,
  );
  response.once('close', () => {
    clearTimeout(timer);
    if (!response.writableFinished) controller.abort(new CodedError('CLIENT_GONE'));
  });
  return { trace: traceOf(response), identified, signal: controller.signal };
};
