// Reads a whole access log and its checkpoints and tells everything that is not as it was written.
import { join } from 'node:path';
import pg, { type ClientBase } from 'pg';
import { hasArchive, readArchive } from '../archive/file.ts';
import { readArchives } from '../archive/table.ts';
import { readFile, sizeNow } from '../checkpoint-file.ts';
import { BEGIN_BETWEEN_CHECKPOINTS, letCheckpoints, readTable } from '../checkpoint-table.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import { readHead, type JudgedHead } from '../head.ts';
import type { KeyRing } from '../keys.ts';
import { readRecords } from '../read.ts';
import type { AccessRow } from '../rows.ts';
import { inTransaction } from '../../database/transaction.ts';
import { anchored } from './anchors.ts';
import { checkCheckpoints, type CheckpointSources } from './checkpoints.ts';
import { collectProblems, type Problem, type Report } from './problem.ts';
import { walkRecords, type RecordWalk } from './records.ts';

export interface VerifyOptions {
  /** Connection string of a role that may read the log. */
  readonly url: string;
  /** Department whose log it is. */
  readonly owner: string;
  readonly keys: KeyRing;
  /** Public half of the key that checkpoints are signed with: PEM. */
  readonly publicKey: string;
  /** File of the checkpoints. */
  readonly file: string;
  /** Folder of the archives. */
  readonly archives: string;
  /** A checkpoint that is kept elsewhere. */
  readonly witness?: SignedCheckpoint | undefined;
  /** Told of each record that is read. */
  readonly onRecord?: () => void;
}

/** What a log is like. */
export interface Verification {
  readonly records: number;
  readonly checkpoints: number;
  /** Everything that is wrong, by record; empty for a log as it was written. */
  readonly problems: readonly Problem[];
}

/** Tells what the row of the chain's end shows; the number of records that were written for certain. */
const checkHead = (head: JudgedHead | undefined, walk: RecordWalk, report: Report): number => {
  if (head?.sealed && head.seq >= walk.lastGenuine()) return head.seq;
  report('ACCESS_LOG_HEAD_EDITED', head?.seq ?? 0);
  return 0;
};

/** Tells what is missing at the end: a database that knows of no more than it has is an older one. */
const checkEnd = (
  head: JudgedHead | undefined,
  walk: RecordWalk,
  { report, anchor }: { report: Report; anchor: number },
): void => {
  const reached = walk.last();
  const missing = walk.end(Math.max(checkHead(head, walk, report), anchor));
  if (missing === undefined) return;
  const isWhole = head?.sealed === true && head.seq === reached;
  report(isWhole ? 'ACCESS_LOG_ROLLED_BACK' : 'ACCESS_LOG_TRUNCATED', missing);
};

/** The records of the archives and then those of the database; an archive that is not there is passed over. */
async function* readEverything(
  db: ClientBase,
  { keys, archives }: VerifyOptions,
  { walk, report }: { walk: RecordWalk; report: Report },
): AsyncGenerator<AccessRow, void> {
  for (const archive of await readArchives(db, keys)) {
    if (hasArchive(archives, archive.file)) {
      yield* readArchive(join(archives, archive.file));
      continue;
    }
    report('ACCESS_ARCHIVE_MISSING', archive.firstSeq);
    walk.skipTo(archive);
  }
  yield* readRecords(db);
}

/** Where the checkpoints of a log are; inside a transaction. */
export const checkpointSources = (
  db: ClientBase,
  { owner, file, publicKey, witness }: VerifyOptions,
): CheckpointSources => ({
  file: readFile(file, sizeNow(file)),
  table: readTable(db),
  department: owner,
  publicKey,
  witness,
});

const verifySnapshot = async (db: ClientBase, options: VerifyOptions): Promise<Verification> => {
  const { owner, keys, onRecord } = options;
  const { report, problems } = collectProblems(owner);
  const head = await readHead(db, keys);
  const sources = checkpointSources(db, options);
  await letCheckpoints(db);
  const anchors = anchored(checkCheckpoints(sources, report), report);
  const walk = walkRecords(keys, report);
  let records = 0;
  for await (const row of readEverything(db, options, { walk, report })) {
    records += 1;
    onRecord?.();
    const link = walk.next(row);
    if (link) await anchors.compare(link);
  }
  checkEnd(head, walk, { report, anchor: await anchors.end() });
  return { records, checkpoints: anchors.count(), problems: problems() };
};

/** Verifies the access log of a department, while it is being written; a few megabytes of memory, however long it is. */
export const verifyAccessLog = async (options: VerifyOptions): Promise<Verification> => {
  const pool = new pg.Pool({ connectionString: options.url, max: 1 });
  // One that breaks says so to its statement, too.
  pool.on('error', () => undefined);
  try {
    return await inTransaction(pool, (db) => verifySnapshot(db, options), {
      begin: BEGIN_BETWEEN_CHECKPOINTS,
    });
  } finally {
    await pool.end();
  }
};
