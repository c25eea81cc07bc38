import type { FetcherParams } from '@graphiql/toolkit';
import type { ExecutionResult } from 'graphql';
import type { Session } from './login/session.ts';
import { problemOf } from './problem.ts';
import type { Problem } from './problem.ts';

/** Asks the graph on this origin: its answer, or why there is none. */
export type Ask = <T>(
  params: FetcherParams,
  headers?: Readonly<Record<string, string>>,
) => Promise<ExecutionResult<T> | Problem>;

const ENDPOINT = '/graphql';

const UNAUTHORIZED = 401;

const post = (params: FetcherParams, headers: Readonly<Record<string, string>>) =>
  fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  }).catch(() => undefined);

const isResult = <T>(answer: unknown): answer is ExecutionResult<T> =>
  typeof answer === 'object' && answer !== null;

const read = async <T>(response: Response | undefined): Promise<ExecutionResult<T> | Problem> => {
  if (response === undefined) return problemOf('CONSOLE_GRAPH_UNREACHABLE');
  const answer: unknown = await response.json().catch(() => undefined);
  return isResult<T>(answer) ? answer : problemOf('CONSOLE_ANSWER_NOT_JSON', { status: response.status });
};

/** Asks in the name of who is logged in. A token that is refused is changed for another one, once. */
export const askAs =
  ({ token, renew }: Session): Ask =>
  async <T>(params: FetcherParams, headers: Readonly<Record<string, string>> = {}) => {
    const attempt = (bearer: string) => post(params, { authorization: `Bearer ${bearer}`, ...headers });
    const first = await token();
    if (typeof first !== 'string') return first;
    const response = await attempt(first);
    if (response?.status !== UNAUTHORIZED) return read<T>(response);
    const second = await renew();
    return typeof second === 'string' ? read<T>(await attempt(second)) : second;
  };

/** Asks where nobody needs to log in. */
export const askAsNobody: Ask = async <T>(
  params: FetcherParams,
  headers: Readonly<Record<string, string>> = {},
) => read<T>(await post(params, headers));
