import type { FetchOperation } from '../owner.ts';

/**
 * Writes the bodies of GraphQL requests. An operation is written once and kept as long as its plan is; each request
 * adds its variables.
 */
export const requestBodies = (): ((
  operation: FetchOperation,
  variables: Readonly<Record<string, unknown>>,
) => string) => {
  const beginnings = new WeakMap<FetchOperation, string>();
  const beginningOf = (operation: FetchOperation): string => {
    const { text: query, name: operationName } = operation;
    const known = beginnings.get(operation) ?? JSON.stringify({ query, operationName }).slice(0, -1);
    beginnings.set(operation, known);
    return known;
  };
  return (operation, variables) => `${beginningOf(operation)},"variables":${JSON.stringify(variables)}}`;
};
