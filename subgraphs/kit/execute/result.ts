import type { ExecutionResult, GraphQLError } from 'graphql';
import { withOutOfScope, type Accesses, type Guarding } from './guarding.ts';
import { onePerField } from './sharing-errors.ts';
import type { Touched } from './subjects.ts';

/** An answer, and what is recorded of it where its accesses are. */
export interface GuardedResult extends ExecutionResult {
  readonly told?: Told | undefined;
}

/** Fields whose accesses are recorded, and the objects that they touched. */
export interface Told {
  readonly accesses: Accesses;
  readonly touched: readonly Touched[];
}

/** What a guarded run has found. */
interface Found {
  readonly errors: readonly GraphQLError[];
  readonly sharing: readonly GraphQLError[];
  readonly touched: readonly Touched[];
}

/** The answer of a guarded run. */
export const guardedResult = (
  data: Record<string, unknown> | null,
  { errors, sharing, touched }: Found,
  accesses: Accesses,
  { isRecorded }: Guarding,
): GuardedResult => {
  const all = errors.length + sharing.length === 0 ? [] : onePerField([...errors, ...sharing], data);
  const told =
    isRecorded === undefined ? undefined : { accesses: withOutOfScope(accesses, all, isRecorded), touched };
  return all.length === 0 ? { data, told } : { errors: all, data, told };
};
