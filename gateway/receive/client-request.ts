import type { ServerResponse } from 'node:http';
import { CodedError } from '../../schema/errors.ts';
import type { Identified } from './asker.ts';
import type { LiveQuestion } from './live/question.ts';
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
  /** Told of an operation that is to be kept up to date, before it is executed; may refuse it with a coded error. */
  readonly onLive?: (question: LiveQuestion) => void;
}

/** A request under way. */
export interface OpenRequest {
  readonly request: ReceivedRequest;
  /** Lets go of it; where a reason is given, whatever is still done for it is ended with that. */
  readonly end: (reason?: CodedError) => void;
}

/** Begins to answer a request, which ends at its deadline. */
export const openRequest = (
  response: ServerResponse,
  identified: Identified | undefined,
  seconds = DEADLINE_SECONDS,
): OpenRequest => {
  const controller = new AbortController();
  const timer = setTimeout(
    () => controller.abort(new CodedError('REQUEST_TIMED_OUT', { seconds })),
    seconds * 1000,
  );
  return {
    request: { trace: traceOf(response), identified, signal: controller.signal },
    end: (reason) => {
      clearTimeout(timer);
      if (reason !== undefined) controller.abort(reason);
    },
  };
};

/** What is known of a client's request while it is answered. It ends at its deadline, or when the client hangs up. */
export const clientRequest = (
  response: ServerResponse,
  identified: Identified | undefined,
  seconds = DEADLINE_SECONDS,
): ReceivedRequest => {
  const { request, end } = openRequest(response, identified, seconds);
  response.once('close', () => end(response.writableFinished ? undefined : new CodedError('CLIENT_GONE')));
  return request;
};
