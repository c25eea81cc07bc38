import { execute, parse, validate, type ExecutionResult, type GraphQLSchema } from 'graphql';

/** Prepares an operation of a subgraph, to be run with the variables and the context of each request. */
export const compileOperation = (
  schema: GraphQLSchema,
  text: string,
  operationName?: string,
): ((variables: Readonly<Record<string, unknown>>, contextValue: unknown) => Promise<ExecutionResult>) => {
  const document = parse(text, { noLocation: true });
  const errors = validate(schema, document);
  return async (variableValues, contextValue) =>
    errors.length > 0 ? { errors } : execute({ schema, document, variableValues, contextValue, operationName });
};
