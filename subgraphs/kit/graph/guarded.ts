// Answers for an asker: guarded, and recorded before they leave.
import { GraphQLError, type ExecutionResult } from 'graphql';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Asker, ShareClass } from '../../../schema/sharing.ts';
import type { Access } from '../access-log/record.ts';
import type { AccessLog } from '../access-log/writer.ts';
import type { CompiledOperation } from '../execute/compile.ts';
import type { Told } from '../execute/result.ts';
import { subjectsOf } from '../execute/subjects.ts';
import type { Guard, GuardOf } from '../sharing/guard.ts';
import { isStaffOf } from '../sharing/rights.ts';

/** What a department answers others by. Where a part is missing, less is shown. */
export interface GuardOptions {
  /** What becomes of each field for an asker. */
  readonly guardOf: GuardOf;
  /** Where accesses of others are recorded; left out, they are shown nothing that would have to be. */
  readonly accessLog?: (Pick<AccessLog, 'append'> & Partial<Pick<AccessLog, 'expect'>>) | undefined;
  /** The class of a field, e.g. of `Person.payments`. */
  readonly classOf: (coordinate: string) => ShareClass;
}

/** The records of what a run told: one for what was served, one for each reason of refusal. */
const recordsOf = (owner: string, { viewer, purpose, operation, trace }: Asker, told: Told): Access[] => {
  const { served, refused } = told.accesses;
  if (served.size === 0 && refused.size === 0) return [];
  const shared = {
    time: new Date(),
    viewer: viewer.subject,
    viewerKind: viewer.kind === 'person' ? 'PERSON' : 'SYSTEM',
    client: viewer.clientId,
    department: viewer.department ?? null,
    purpose: purpose && { id: purpose.id, kind: purpose.kind },
    operation,
    owner,
    ...subjectsOf(told.touched),
    trace,
  } as const;
  const record = (coordinates: ReadonlySet<string>, refusal: string | null): Access => ({
    ...shared,
    coordinates: [...coordinates],
    refusal,
  });
  const refusals = [...refused].map(([reason, coordinates]) => record(coordinates, reason));
  return served.size === 0 ? refusals : [record(served, null), ...refusals];
};

const asGraphQLError = (thrown: unknown): GraphQLError => {
  const originalError = thrown instanceof Error ? thrown : new Error(String(thrown));
  return new GraphQLError(originalError.message, { originalError });
};

/** An answer without any data in it. */
export const withheld = ({ data }: Pick<ExecutionResult, 'data'>, thrown: unknown): ExecutionResult => ({
  errors: [asGraphQLError(thrown)],
  data: data ? Object.fromEntries(Object.keys(data).map((name) => [name, null])) : null,
});

/** Runs an operation for an asker. */
export type GuardedRun = (
  operation: CompiledOperation,
  variables: Readonly<Record<string, unknown>>,
  scope: unknown,
  asker: Asker,
) => Promise<ExecutionResult>;

/** How a department answers askers. */
export const guardedRun = (
  owner: DepartmentName,
  { guardOf, accessLog, classOf }: GuardOptions,
): GuardedRun => {
  const isRecorded = (coordinate: string): boolean => classOf(coordinate) !== 'OPEN';

  const append = async (records: readonly Access[]): Promise<void> => {
    if (accessLog === undefined) throw new CodedError('ACCESS_LOG_UNAVAILABLE', { owner });
    await Promise.all(records.map((record) => accessLog.append(record)));
  };

  return async (operation, variables, scope, asker) => {
    let guard: Guard;
    try {
      const finding = guardOf(asker);
      guard = finding instanceof Promise ? await finding : finding;
    } catch (thrown) {
      return withheld({ data: null }, thrown);
    }
    const isOwn = isStaffOf(owner, asker.viewer);
    const arrived = isOwn ? undefined : accessLog?.expect?.();
    let written: Promise<void> | undefined;
    let answer: ExecutionResult;
    try {
      const guarding = { owner, guard, isRecorded: isOwn ? undefined : isRecorded };
      const { told, ...rest } = await operation(variables, scope, guarding);
      answer = rest;
      const records = told === undefined ? [] : recordsOf(owner, asker, told);
      if (records.length > 0) written = append(records);
    } finally {
      arrived?.();
    }
    try {
      await written;
    } catch (thrown) {
      return withheld(answer, thrown);
    }
    return answer;
  };
};
