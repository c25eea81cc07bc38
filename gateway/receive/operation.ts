import { HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { CodedError, ERRORS } from '../../schema/errors.ts';

/** A coded error as Apollo Server answers it, with the status of the registry. */
export const answered = (originalError: CodedError): GraphQLError => {
  const http = { status: ERRORS[originalError.code].http, headers: new HeaderMap() };
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { ...originalError.extensions, http },
  });
};

/**
 * Refuses an `operationName` that names no operation of its document, and an operation of a kind that the graph does not
 * have, such as a subscription. Nobody else looks before it is executed, and then it is answered with 500.
 */
export const checkOperation: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation, schema }) => {
      if (operation === undefined || operation === null)
        throw answered(new CodedError('OPERATION_RESOLUTION_FAILURE'));
      if (schema.getRootType(operation.operation) === undefined)
        throw answered(new CodedError('GRAPHQL_VALIDATION_FAILED'));
    },
  }),
};
