import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { ConsoleErrorCode } from './errors.ts';

/** Why no answer came, in both languages. */
export interface Problem {
  readonly code: ConsoleErrorCode;
  readonly en: string;
  readonly zh: string;
}

const ENDPOINT = '/graphql';

const problemOf = (code: ConsoleErrorCode, status = 0): Problem => {
  const fill = (text: string): string => text.replace('{status}', String(status));
  return { code, en: fill(CONSOLE_ERRORS[code].en), zh: fill(CONSOLE_ERRORS[code].zh) };
};

const isResult = (answer: unknown): answer is ExecutionResult =>
  typeof answer === 'object' && answer !== null;

const post = async (params: FetcherParams, headers: HeadersInit): Promise<ExecutionResult | Problem> => {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  }).catch(() => undefined);
  if (response === undefined) return problemOf('CONSOLE_GRAPH_UNREACHABLE');
  const answer: unknown = await response.json().catch(() => undefined);
  return isResult(answer) ? answer : problemOf('CONSOLE_ANSWER_NOT_JSON', response.status);
};

/** Asks the graph on this origin. Each request reports what kept it from an answer, or that nothing did. */
export const graphFetcher =
  (onProblem: (problem: Problem | undefined) => void): Fetcher =>
  async (params, options) => {
    const answer = await post(params, options?.headers ?? {});
    if (!('code' in answer)) {
      onProblem(undefined);
      return answer;
    }
    onProblem(answer);
    const { code, en, zh } = answer;
    return { errors: [new GraphQLError(en, { extensions: { code, zh } })] };
  };
