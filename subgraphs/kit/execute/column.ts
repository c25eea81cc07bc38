import { locatedError, type FieldNode, type GraphQLError } from 'graphql';
import { toError, type Maybe } from './maybe.ts';
import type { Place } from './place.ts';
import type { Touched } from './subjects.ts';

/** Stands for a value that failed, once its error is recorded; what contains it is null or fails with it. */
export const FAILED = Symbol('failed');

/** One run of a compiled operation. */
export interface Run {
  readonly context: unknown;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly errors: GraphQLError[];
  /** What its owner does not share of the answer, beside the errors. */
  readonly sharing: GraphQLError[];
  /** Objects that a recorded access touched. */
  readonly touched: Touched[];
}

/**
 * Makes the response values of one type from what resolvers gave, for all values of a level at once. An `Error` among
 * them is the failure of its place. The column that comes out is new and as long.
 */
export type Complete = (values: readonly unknown[], run: Run, place: Place) => Maybe<unknown[]>;

/** The field that a column belongs to, for its errors. */
export interface Target {
  /** `Person.payments` */
  readonly coordinate: string;
  readonly nodes: readonly FieldNode[];
}

/** Records an error at its place. */
export const fail = (
  run: Run,
  { nodes }: Target,
  place: Place,
  index: number,
  thrown: unknown,
): typeof FAILED => {
  run.errors.push(locatedError(toError(thrown), nodes, place(index)));
  return FAILED;
};
