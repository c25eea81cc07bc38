import { inspect } from 'graphql/jsutils/inspect.js';

/** A value that is there, or will be. Most columns are there at once and cost no promise. */
export type Maybe<Value> = Value | Promise<Value>;

/** True for anything that can be waited for, as `graphql-js` sees it. */
const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';

const later = async <Value, Next>(
  value: Promise<Value>,
  next: (value: Value) => Maybe<Next>,
): Promise<Next> => next(await value);

/** Goes on with a value, at once where it is there. */
export const after = <Value, Next>(value: Maybe<Value>, next: (value: Value) => Maybe<Next>): Maybe<Next> =>
  value instanceof Promise ? later(value, next) : next(value);

/** What was thrown, as an error. */
export const toError = (thrown: unknown): Error =>
  thrown instanceof Error ? thrown : new Error(`Unexpected error value: ${inspect(thrown)}`);

/** Waits for what is still promised in a column; what is rejected becomes an error in its place. */
export const settle = (values: readonly unknown[]): Maybe<readonly unknown[]> => {
  if (!values.some(isPromise)) return values;
  return Promise.all(
    values.map(async (value) => {
      try {
        return await value;
      } catch (thrown) {
        return toError(thrown);
      }
    }),
  );
};
