import { HeaderMap, type ApolloServerPlugin, type BaseContext } from '@apollo/server';
import { GraphQLError } from 'graphql';
import { CodedError, ERRORS } from '../../schema/errors.ts';

const unresolved = (): GraphQLError => {
  const originalError = new CodedError('OPERATION_RESOLUTION_FAILURE');
  const http = { status: ERRORS.OPERATION_RESOLUTION_FAILURE.http, headers: new HeaderMap() };
  return new GraphQLError(originalError.message, {
    originalError,
    extensions: { ...originalError.extensions, http },
  });
};

/** Refuses a request whose `operationName` names no operation of its document. The stock gateway answers it with 500. */
export const requireOperation: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    didResolveOperation: async ({ operation }) => {
      if (operation === undefined || operation === null) throw unresolved();
    },
  }),
};
