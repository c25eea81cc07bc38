import type { Fetcher } from '@graphiql/toolkit';
import { GraphQLError } from 'graphql';
import type { Ask } from './ask.ts';
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

/** GraphiQL's own question about the schema, which is for nothing. */
const INTROSPECTION = 'IntrospectionQuery';

const MUTATION = /^\s*mutation\b/m;

/** Asks the graph what stands in the editor. */
export const graphFetcher =
  ({ ask, purpose, onProblem, onChange }: FetcherOptions): Fetcher =>
  async (params, options) => {
    const named = params.operationName === INTROSPECTION ? '' : purpose();
    const headers = { ...(named === '' ? {} : { 'x-purpose': named }), ...options?.headers };
    const answer = await ask<Record<string, unknown>>(params, headers);
    if (!('code' in answer)) {
      onProblem(undefined);
      if (MUTATION.test(params.query)) onChange();
      return answer;
    }
    onProblem(answer);
    const { code, en, zh } = answer;
    return { errors: [new GraphQLError(en, { extensions: { code, zh } })] };
  };
