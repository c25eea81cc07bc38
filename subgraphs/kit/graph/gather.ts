// What one asker was shown of a department for one question of theirs, gathered into as few records as there are outcomes.
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { Asker, Recording, RefusalReason } from '../../../schema/sharing.ts';
import type { Access } from '../access-log/record.ts';
import type { AccessLog } from '../access-log/writer.ts';
import type { Told } from '../execute/result.ts';
import { addSubjects, type Subjects } from '../execute/subjects.ts';

/** Takes what a run told; what of one asker is recorded at the same moment is recorded together. */
export type Gather = (asker: Asker, told: Told) => Recording | undefined;

/** What waits to be recorded together: without the rows, which are gone when the answer is made. */
interface Batch {
  readonly served: Set<string>;
  readonly refused: Map<RefusalReason, Set<string>>;
  readonly subjects: Subjects;
  written: Promise<void> | undefined;
}

const newBatch = (): Batch => ({
  served: new Set(),
  refused: new Map(),
  subjects: { pids: new Set(), institutionCodes: new Set() },
  written: undefined,
});

/** What is recorded waits for the disk without what the record was made from. */
const empty = ({ served, refused, subjects }: Batch): void =>
  [served, refused, subjects.pids, subjects.institutionCodes].forEach((all) => all.clear());

const addAll = <T>(all: Set<T>, more: Iterable<T>): void => {
  for (const one of more) all.add(one);
};

const addTold = ({ served, refused, subjects }: Batch, { accesses, touched }: Told): void => {
  addAll(served, accesses.served);
  for (const [reason, coordinates] of accesses.refused) {
    const known = refused.get(reason) ?? new Set();
    refused.set(reason, known);
    addAll(known, coordinates);
  }
  addSubjects(subjects, touched);
};

/** The records of a batch: one for what was served, one for each reason of refusal. */
const recordsOf = (
  owner: string,
  { viewer, purpose, operation, trace }: Asker,
  { served, refused, subjects }: Batch,
): Access[] => {
  const shared = {
    time: new Date(),
    viewer: viewer.subject,
    viewerKind: viewer.kind === 'person' ? 'PERSON' : 'SYSTEM',
    client: viewer.clientId,
    department: viewer.department ?? null,
    purpose: purpose && { id: purpose.id, kind: purpose.kind },
    operation,
    owner,
    pids: [...subjects.pids],
    institutionCodes: [...subjects.institutionCodes],
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

/** Gathers for a department. Without an access log nothing that has to be recorded can be shown. */
export const gatherAccesses = (
  owner: DepartmentName,
  accessLog: Pick<AccessLog, 'append'> | undefined,
): Gather => {
  const batches = new WeakMap<Asker, Batch>();

  const write = async (asker: Asker, batch: Batch, underWay?: number): Promise<void> => {
    if (accessLog === undefined) throw new CodedError('ACCESS_LOG_UNAVAILABLE', { owner });
    const appended = recordsOf(owner, asker, batch).map((record) => accessLog.append(record, underWay));
    empty(batch);
    await Promise.all(appended);
  };

  const batchOf = (asker: Asker): Batch => {
    const open = batches.get(asker);
    if (open !== undefined && open.written === undefined) return open;
    const batch = newBatch();
    batches.set(asker, batch);
    return batch;
  };

  return (asker, told) => {
    const { served, refused } = told.accesses;
    if (served.size === 0 && refused.size === 0) return undefined;
    const batch = batchOf(asker);
    addTold(batch, told);
    return (underWay) => (batch.written ??= write(asker, batch, underWay));
  };
};
