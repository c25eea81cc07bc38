import type { ExecutionResult, GraphQLError } from 'graphql';
import type { Ask } from '../ask.ts';
import type { Bilingual } from '../../operations.ts';

/** Why a part of an owner is not there. */
export interface Gap {
  readonly owner: string;
  readonly coordinate: string | null;
  readonly code: string;
  readonly reason: string | null;
}

/** Why there is no answer, or none to a part, in both languages. */
export interface Failure extends Bilingual {
  readonly code: string;
  /** Where an owner does not share. */
  readonly gap?: Gap | undefined;
  /** What is wrong with what was given, where an owner says so of each value. */
  readonly faults?: readonly Bilingual[] | undefined;
}

/** What came back: both where only a part is missing. */
export interface Outcome<T> {
  readonly data: T | undefined;
  readonly failures: readonly Failure[];
}

/** Has what came back kept up to date: each is handed over as it comes, until the signal ends it. */
export interface FollowingOutcome<T> {
  readonly onNext: (outcome: Outcome<T>) => void;
  readonly signal: AbortSignal;
}

/** Asks the graph for what the desk needs, for the purpose that is chosen. */
export type AskDesk = <T>(
  query: string,
  variables?: Readonly<Record<string, unknown>>,
  following?: FollowingOutcome<T>,
) => Promise<Outcome<T>>;

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? value : otherwise);

const SHARING = new Set(['SHARING_REFUSED', 'SHARING_LIMITED']);

const gapOf = (code: string, extensions: GraphQLError['extensions']): Gap | undefined =>
  SHARING.has(code)
    ? {
        owner: textOf(extensions['owner'], ''),
        coordinate: textOf(extensions['coordinate'], ''),
        code,
        reason: textOf(extensions['reason'], ''),
      }
    : undefined;

const faultsOf = (faults: unknown): Bilingual[] | undefined =>
  Array.isArray(faults)
    ? faults.map((fault: Readonly<Record<string, unknown>>) => {
        const en = textOf(fault['message'], '');
        return { en, zh: textOf(fault['zh'], en) };
      })
    : undefined;

const failureOf = ({ message, extensions }: Pick<GraphQLError, 'message' | 'extensions'>): Failure => {
  const code = textOf(extensions?.['code'], 'INTERNAL');
  return {
    code,
    en: message,
    zh: textOf(extensions?.['zh'], message),
    gap: gapOf(code, extensions),
    faults: faultsOf(extensions?.['faults']),
  };
};

/** What refuses the same twice is said once. */
const eachOnce = (failures: readonly Failure[]): Failure[] => [
  ...new Map(failures.map((failure) => [failure.en, failure])).values(),
];

const outcomeOf = <T>({ data, errors = [] }: ExecutionResult<T>): Outcome<T> => ({
  data: data ?? undefined,
  failures: eachOnce(errors.map(failureOf)),
});

/** The desk's questions, asked as the editor's are; for another purpose they are others. */
export const askDesk =
  (ask: Ask, purpose: string): AskDesk =>
  async <T>(
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
    following?: FollowingOutcome<T>,
  ) => {
    const headers = purpose === '' ? {} : { 'x-purpose': purpose };
    const answer = await ask<T>(
      { query, variables },
      headers,
      following && {
        signal: following.signal,
        onNext: (next) => following.onNext(outcomeOf(next)),
      },
    );
    return 'code' in answer ? { data: undefined, failures: [answer] } : outcomeOf(answer);
  };
