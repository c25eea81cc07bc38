import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CodedError, ERRORS, type ErrorCode } from '../../schema/errors.ts';

const isRegistered = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code);

/** Told of errors that are not the client's doing, with the trace id the client got. */
export type OnInternalError = (traceId: string, error: unknown) => void;

/** The coded error behind what a library made of it, if there is one. */
const codedBehind = (error: unknown): CodedError | undefined => {
  if (error instanceof CodedError) return error;
  return error instanceof GraphQLError ? codedBehind(error.originalError) : undefined;
};

const masked = (
  path: GraphQLFormattedError['path'],
  owner: unknown,
  traceId: string,
): GraphQLFormattedError => ({
  message: ERRORS.INTERNAL.en,
  ...(path === undefined ? {} : { path }),
  extensions: {
    code: 'INTERNAL',
    zh: ERRORS.INTERNAL.zh,
    traceId,
    ...(owner === undefined ? {} : { owner }),
  },
});

/**
 * How an error leaves the house: with a code of the registry, the owner whose part it is, and the Chinese text.
 * What has no code there is masked and told to the log under a trace id.
 */
export const formatError =
  (onInternalError: OnInternalError) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { serviceName, ...own } = formatted.extensions ?? {};
    const extensions = { ...own, ...codedBehind(error)?.extensions };
    const code = extensions['code'];
    const owner = extensions['owner'] ?? serviceName;
    if (!isRegistered(code) || code === 'INTERNAL') {
      const traceId = randomUUID();
      onInternalError(traceId, unwrapResolverError(error));
      return masked(formatted.path, owner, traceId);
    }
    const zh = extensions['zh'] ?? ERRORS[code].zh;
    return {
      ...formatted,
      extensions: { ...extensions, code, zh, ...(owner === undefined ? {} : { owner }) },
    };
  };
