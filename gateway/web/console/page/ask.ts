import type { FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import { readEvents } from './events.ts';
import type { Session } from './login/session.ts';
import { problemOf } from './problem.ts';
import type { Problem } from './problem.ts';

/** Has an answer kept up to date: each one is handed over as it comes, until the signal ends it. */
export interface Following<T> {
  readonly onNext: (answer: ExecutionResult<T>) => void;
  readonly signal: AbortSignal;
}

/** Asks the graph on this origin: its answer, or why there is none; where it is followed, the last one. */
export type Ask = <T>(
  params: FetcherParams,
  headers?: Readonly<Record<string, string>>,
  following?: Following<T>,
) => Promise<ExecutionResult<T> | Problem>;

const ENDPOINT = '/graphql';

const UNAUTHORIZED = 401;

const EVENTS = 'text/event-stream';

const post = (
  params: FetcherParams,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
) =>
  fetch(ENDPOINT, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: signal === undefined ? 'application/json' : EVENTS,
      ...headers,
    },
    body: JSON.stringify(params),
    signal: signal ?? null,
  }).catch(() => undefined);

const isOfEvents = ({ headers }: Response): boolean =>
  headers.get('content-type')?.startsWith(EVENTS) === true;

const isResult = <T>(answer: unknown): answer is ExecutionResult<T> =>
  typeof answer === 'object' && answer !== null;

const read = async <T>(
  response: Response | undefined,
  following: Following<T> | undefined,
): Promise<ExecutionResult<T> | Problem> => {
  if (response === undefined) return problemOf('CONSOLE_GRAPH_UNREACHABLE');
  if (following !== undefined && response.body !== null && isOfEvents(response)) {
    const onNext = (answer: unknown): void => {
      if (isResult<T>(answer)) following.onNext(answer);
    };
    const last = await readEvents(response.body, onNext).catch(() => undefined);
    return isResult<T>(last) ? last : problemOf('CONSOLE_GRAPH_UNREACHABLE');
  }
  const answer: unknown = await response.json().catch(() => undefined);
  return isResult<T>(answer) ? answer : problemOf('CONSOLE_ANSWER_NOT_JSON', { status: response.status });
};

/** Asks in the name of who is logged in. A token that is refused is changed for another one, once. */
export const askAs =
  ({ token, renew }: Session): Ask =>
  async <T>(
    params: FetcherParams,
    headers: Readonly<Record<string, string>> = {},
    following?: Following<T>,
  ) => {
    const attempt = (bearer: string) =>
      post(params, { authorization: `Bearer ${bearer}`, ...headers }, following?.signal);
    const first = await token();
    if (typeof first !== 'string') return first;
    const response = await attempt(first);
    if (response?.status !== UNAUTHORIZED) return read<T>(response, following);
    const second = await renew();
    return typeof second === 'string' ? read<T>(await attempt(second), following) : second;
  };

/** Asks where nobody needs to log in. */
export const askAsNobody: Ask = async <T>(
  params: FetcherParams,
  headers: Readonly<Record<string, string>> = {},
  following?: Following<T>,
) => read<T>(await post(params, headers, following?.signal), following);
