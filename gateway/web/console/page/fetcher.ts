import type { Fetcher, Observable } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Ask, Following } from './ask.ts';
import type { Problem } from './problem.ts';

/** What questions of the editor are asked with. */
export interface FetcherOptions {
  readonly ask: Ask;
  /** What the question is for, as the header names it; empty for none. */
  readonly purpose: () => string;
  /** Told of each request what kept it from an answer, or that nothing did. */
  readonly onProblem: (problem: Problem | undefined) => void;
  /** Told that an answer came to something that may have changed data. */
  readonly onChange: () => void;
}

type Result = ExecutionResult<Record<string, unknown>>;
/** An answer, or why there is none, as the editor shows it. */
type Show = (answer: Result | Problem) => Result;
type Follow = (following: Following<Record<string, unknown>>) => Promise<Result | Problem>;

/** GraphiQL's own question about the schema, which is for nothing. */
const INTROSPECTION = 'IntrospectionQuery';

const MUTATION = /^\s*mutation\b/m;
/** A query whose answer is kept up to date. */
const LIVE = /@live\b/;

interface Observer {
  readonly next: (result: Result) => void;
  readonly complete: () => void;
}

/** Answers as they come, until the editor has seen enough. */
const followed = (follow: Follow, show: Show): Observable<Result> => ({
  // The type knows other ways to be told, too; the editor has this one.
  subscribe: (observer?: unknown) => {
    const { next, complete } = observer as Observer;
    const controller = new AbortController();
    const { signal } = controller;
    let shown: Result | undefined;
    const onNext = (answer: Result): void => {
      shown = answer;
      next(show(answer));
    };
    const read = async (): Promise<void> => {
      const last = await follow({ onNext, signal });
      // What is refused, or breaks, is not handed over before.
      if (last !== shown && !signal.aborted) next(show(last));
      complete();
    };
    void read();
    return { unsubscribe: () => controller.abort() };
  },
});

/** Asks the graph what stands in the editor. */
export const graphFetcher = ({ ask, purpose, onProblem, onChange }: FetcherOptions): Fetcher => {
  const show: Show = (answer) => {
    if (!('code' in answer)) {
      onProblem(undefined);
      return answer;
    }
    onProblem(answer);
    const { code, en, zh } = answer;
    return { errors: [new GraphQLError(en, { extensions: { code, zh } })] };
  };
  return async (params, options) => {
    const named = params.operationName === INTROSPECTION ? '' : purpose();
    const headers = { ...(named === '' ? {} : { 'x-purpose': named }), ...options?.headers };
    if (LIVE.test(params.query)) return followed((following) => ask(params, headers, following), show);
    const answer = await ask<Record<string, unknown>>(params, headers);
    if (!('code' in answer) && MUTATION.test(params.query)) onChange();
    return show(answer);
  };
};
