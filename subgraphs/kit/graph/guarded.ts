// Answers for an asker: guarded, and recorded before they leave.
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { DepartmentName } from '../../../schema/departments.ts';
import type { Asker, Recording, ShareClass } from '../../../schema/sharing.ts';
import type { AccessLog } from '../access-log/writer.ts';
import type { CompiledOperation } from '../execute/compile.ts';
import type { Guard, GuardOf } from '../sharing/guard.ts';
import { isStaffOf } from '../sharing/rights.ts';
import { gatherAccesses } from './gather.ts';

/** What a department answers others by. Where a part is missing, less is shown. */
export interface GuardOptions {
  /** What becomes of each field for an asker. */
  readonly guardOf: GuardOf;
  /** Where accesses of others are recorded; left out, they are shown nothing that would have to be. */
  readonly accessLog?: Pick<AccessLog, 'append'> | undefined;
  /** The class of a field, e.g. of `Person.payments`. */
  readonly classOf: (coordinate: string) => ShareClass;
}

const asGraphQLError = (thrown: unknown): GraphQLError => {
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
};

/** An answer without any data in it: only the names of what was asked for, if it has any. */
export const withheld = (names: readonly string[] | undefined, thrown: unknown): ExecutionResult => ({
  errors: [asGraphQLError(thrown)],
  data: names === undefined ? null : Object.fromEntries(names.map((name) => [name, null])),
});

/** An answer that may leave only when it is recorded. */
export interface Unrecorded {
  readonly answer: ExecutionResult;
  /** Left out where nothing of the answer has to be recorded. */
  readonly record?: Recording | undefined;
}

const unlessRefused = async <Kept>(
  written: Promise<void>,
  kept: Kept,
  refused: (thrown: unknown) => Kept,
): Promise<Kept> => {
  try {
    await written;
    return kept;
  } catch (thrown) {
    return refused(thrown);
  }
};

/**
 * What is kept of an answer, once it is recorded; of one without any data where it cannot be. Nothing else of it is held
 * while it waits: thousands of objects that outlive quick garbage collections are dear.
 */
export const recorded = async <Kept>(
  { answer, record }: Unrecorded,
  underWay: number,
  keep: (answer: ExecutionResult) => Kept,
): Promise<Kept> => {
  if (record === undefined) return keep(answer);
  const names = answer.data ? Object.keys(answer.data) : undefined;
  return unlessRefused(record(underWay), keep(answer), (thrown) => keep(withheld(names, thrown)));
};

/** Runs an operation for an asker. */
export type GuardedRun = (
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
  scope: unknown,
  asker: Asker,
) => Promise<Unrecorded>;

/** How a department answers askers. */
export const guardedRun = (
  owner: DepartmentName,
  { guardOf, accessLog, classOf }: GuardOptions,
): GuardedRun => {
  const isRecorded = (coordinate: string): boolean => classOf(coordinate) !== 'OPEN';
  const gather = gatherAccesses(owner, accessLog);

  return async (operation, variables, scope, asker) => {
    let guard: Guard;
    try {
      const finding = guardOf(asker);
      guard = finding instanceof Promise ? await finding : finding;
    } catch (thrown) {
      return { answer: withheld(undefined, thrown) };
    }
    const isOwn = isStaffOf(owner, asker.viewer);
    const guarding = { owner, guard, isRecorded: isOwn ? undefined : isRecorded };
    const { told, ...answer } = await operation(variables, scope, guarding);
    return { answer, record: told && gather(asker, told) };
  };
};
