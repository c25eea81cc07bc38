import type { GraphQLFormattedError } from 'graphql';
import { maskError, type OnInternalError } from '../../schema/mask.ts';

/** How an error leaves the gateway: masked or coded, with the owner whose part of the answer is missing. */
export const formatError =
  (onInternalError: OnInternalError) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { serviceName, owner = serviceName, ...own } = formatted.extensions ?? {};
    const { extensions, ...masked } = maskError(onInternalError)({ ...formatted, extensions: own }, error);
    return {
      ...masked,
      extensions: { ...(owner === undefined ? {} : { owner }), ...extensions },
    };
  };
