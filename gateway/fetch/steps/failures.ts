import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import type { FetchOperation } from '../owners/owner.ts';
import type { ResponsePath } from '../merge/places.ts';

/** An error of an owner's answer, at the place of the client's answer that it is about. */
export const ownersError = (
  owner: string,
  { message, extensions }: GraphQLFormattedError,
  path: ResponsePath | undefined,
): GraphQLError => {
  // An owner says nothing of the status and the headers of the gateway's answer.
  const { http: _, ...own } = extensions ?? {};
  return new GraphQLError(message, { path, extensions: { ...own, owner } });
};

/** A fetch that brought nothing, at the places that therefore are empty. */
export const fetchFailures = (
  owner: string,
  reason: unknown,
  paths: readonly ResponsePath[],
): GraphQLError[] => {
  const originalError = reason instanceof Error ? reason : new CodedError('INTERNAL', {}, { cause: reason });
  return paths.map(
    (path) => new GraphQLError(originalError.message, { originalError, path, extensions: { owner } }),
  );
};

/** An answer that is not of the form that was asked for. */
export const answerInvalid = (owner: string, asked: FetchOperation['kind']): CodedError =>
  new CodedError('ANSWER_INVALID', { owner }, { isCommand: asked === 'mutation' });
