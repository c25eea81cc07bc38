import { randomUUID } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CodedError, ERRORS, type ErrorCode } from './errors.ts';

/** Told of errors that are not the client's doing, with the trace id that the client got. */
export type OnInternalError = (traceId: string, error: unknown) => void;

const isRegistered = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code);

/** The coded error behind what a library made of it, if there is one. */
const codedBehind = (error: unknown): CodedError | undefined => {
  if (error instanceof CodedError) return error;
  return error instanceof GraphQLError ? codedBehind(error.originalError) : undefined;
};

/** What may be a citizen identity number: libraries repeat in their texts what a client sent. Source: GB 11643. */
const IDENTITY_NUMBER = /(?<!\d)[1-9]\d{16}[\dXx](?!\d)/g;

/** A text without the identity numbers in it. */
const withoutIdentityNumbers = (text: string): string => text.replace(IDENTITY_NUMBER, '******************');

/**
 * How an error leaves a process: with a code of the registry and the Chinese text. What has no such code is masked
 * and told under a trace id; what another process has masked already goes through.
 */
export const maskError =
  (onInternalError: OnInternalError) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const extensions: Record<string, unknown> = {
      ...formatted.extensions,
      ...codedBehind(error)?.extensions,
    };
    const { code } = extensions;
    if (isRegistered(code) && (code !== 'INTERNAL' || 'traceId' in extensions))
      return {
        ...formatted,
        message: withoutIdentityNumbers(formatted.message),
        extensions: { zh: ERRORS[code].zh, ...extensions },
      };
    const traceId = randomUUID();
    onInternalError(traceId, error);
    return {
      ...formatted,
      message: ERRORS.INTERNAL.en,
      extensions: { code: 'INTERNAL', zh: ERRORS.INTERNAL.zh, traceId },
    };
  };
