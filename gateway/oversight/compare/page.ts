import type { GraphQLError } from 'graphql';
import type { Side, Standing } from './standing.ts';

/** Part of what is compared. */
export interface ComparePage {
  readonly standings: readonly Standing[];
  /** Counts that are not whole, of an institution or, where none is named, of all. */
  readonly lacking: readonly { readonly side: Side; readonly unit?: string }[];
  readonly errors: readonly GraphQLError[];
}
