import type { GraphQLError } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import type { Executor } from '../../execute.ts';
import type { ClientRequest } from '../../fetch/owners/client-request.ts';
import type { RuleGraph } from '../graph.ts';
import { ownerOf, type Ask } from '../judge/page.ts';
import { put, type Question } from '../question.ts';
import type { Rule } from '../rule/compile.ts';

/** Asks the graph; refusals come back beside what is served. */
export type AskQuestion = (
  question: Question,
  variables: Readonly<Record<string, unknown>>,
) => ReturnType<Ask>;

/** The graph as somebody who compares sees it: with their own rights, and for their own purpose. */
export interface CompareGraph {
  readonly askQuestion: AskQuestion;
  readonly ask: Ask;
}

/** Everything for the purpose of a rule. */
export const compareAsRule = ({ ask }: Pick<RuleGraph, 'ask'>, rule: Rule): CompareGraph => ({
  ask,
  askQuestion: (asked, variables) => ask({ ...rule, ...asked }, variables),
});

/** Everything as the client itself would ask it, each question a request of its own: what owners load for it goes with it. */
export const compareAsClient = (
  executor: Executor,
  { viewer, asker, signal }: ClientRequest,
): CompareGraph => {
  const askQuestion: AskQuestion = async (asked, variables) => {
    signal.throwIfAborted();
    // A signal of its own: what hangs on it goes with the question.
    return put(executor, asked, variables, { viewer, asker, signal: AbortSignal.any([signal]) });
  };
  return { askQuestion, ask: askQuestion };
};

/** Why an owner's part is not there, or not whole. */
export interface Gap {
  readonly owner: string;
  /** The field, as the owner names it; null where it did not say. */
  readonly coordinate: string | null;
  readonly code: string;
  /** Why it is refused; null where it is not. */
  readonly reason: string | null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What an error says of its owner. */
export const gapOf = (error: GraphQLError): Gap => {
  const { extensions, originalError } = error;
  return {
    owner: ownerOf(error),
    coordinate: textOf(extensions['coordinate']),
    code:
      originalError instanceof CodedError ? originalError.code : (textOf(extensions['code']) ?? 'INTERNAL'),
    reason: textOf(extensions['reason']),
  };
};

/** Gaps, each once. */
export const openGaps = (): { add: (errors: readonly GraphQLError[]) => void; all: () => Gap[] } => {
  const gaps = new Map<string, Gap>();
  return {
    add: (errors) => {
      for (const gap of errors.map(gapOf)) gaps.set(JSON.stringify(gap), gap);
    },
    all: () => [...gaps.values()],
  };
};
