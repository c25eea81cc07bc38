import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import { maskError, type OnInternalError } from '../../schema/mask.ts';
import { TOKENS_MAX } from './limits/text.ts';

/** How graphql-js says that it stopped reading. */
const TOO_LONG = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** True for the message of a document that was read no further. */
export const isTooLong = (message: string): boolean => TOO_LONG.test(message);

/** The HTTP status that Apollo Server answers an error with, where it says so. */
const statusOf = (error: unknown): unknown => {
  const http = error instanceof GraphQLError ? error.extensions['http'] : undefined;
  return typeof http === 'object' && http !== null ? Reflect.get(http, 'status') : undefined;
};

/** What Apollo Server refuses as the client's doing without a code of ours, such as a hash that is not the query's. */
const clientFault = (
  { message, extensions }: GraphQLFormattedError,
  error: unknown,
): CodedError | undefined => {
  if (isTooLong(message)) return new CodedError('QUERY_TOO_LONG', { max: TOKENS_MAX });
  const isUncoded = extensions?.['code'] === 'INTERNAL_SERVER_ERROR';
  return isUncoded && statusOf(error) === 400 ? new CodedError('BAD_REQUEST') : undefined;
};

/** How an error leaves the gateway: masked or coded, with the owner whose part of the answer is missing. */
export const formatError =
  (onInternalError: OnInternalError) =>
  (given: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const fault = clientFault(given, error);
    const formatted = fault === undefined ? given : { message: fault.message, extensions: fault.extensions };
    const { serviceName, owner = serviceName, ...own } = formatted.extensions ?? {};
    const { extensions, ...masked } = maskError(onInternalError)({ ...formatted, extensions: own }, error);
    return {
      ...masked,
      extensions: { ...(owner === undefined ? {} : { owner }), ...extensions },
    };
  };
