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

/** An answer without any data in it. */
export const withheld = ({ data }: Pick<ExecutionResult, 'data'>, thrown: unknown): ExecutionResult => ({
  errors: [asGraphQLError(thrown)],
  data: data ? Object.fromEntries(Object.keys(data).map((name) => [name, null])) : null,
});

/** An answer that may leave only when it is recorded. */
export interface Unrecorded {
  readonly answer: ExecutionResult;
  /** Left out where nothing of the answer has to be recorded. */
  readonly record?: Recording | undefined;
}

/** The answer, once it is recorded; without any data where it cannot be. */
export const recorded = async (
  { answer, record }: Unrecorded,
  othersFollow: boolean,
): Promise<ExecutionResult> => {
  try {
    await record?.(othersFollow);
    return answer;
  } catch (thrown) {
    return withheld(answer, thrown);
  }
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
      return { answer: withheld({ data: null }, thrown) };
    }
    const isOwn = isStaffOf(owner, asker.viewer);
    const guarding = { owner, guard, isRecorded: isOwn ? undefined : isRecorded };
    const { told, ...answer } = await operation(variables, scope, guarding);
    return { answer, record: told && gather(asker, told) };
  };
};
