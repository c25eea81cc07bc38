import type { GraphQLError } from 'graphql';

/** What a projection meets: places whose value is missing or is not of its type. */
export interface Shaping {
  /** True once such a place was met. */
  faulty: boolean;
  /** Where the projection stands; kept only while errors are written, since most answers have none. */
  readonly path: (string | number)[] | undefined;
  readonly errors: GraphQLError[];
}

/** Stands for a non-null place without a value: what contains it becomes null. */
export const NOTHING = Symbol('nothing');

/** Makes the client's value out of the merged one. */
export type Project = (value: unknown, shaping: Shaping) => unknown;
