// Retention: old records leave the database for an archive, and the chain goes on across the cut.
import { join } from 'node:path';
import pg, { type ClientBase } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { START, type Link } from '../chain.ts';
import { daysBefore, daysBetween } from '../days.ts';
import type { KeyRing } from '../keys.ts';
import { readRecords } from '../read.ts';
import { RETENTION_DAYS_MIN } from '../retention.ts';
import type { AccessRow } from '../rows.ts';
import { dropUnusedLists } from '../subjects.ts';
import { inTransaction } from '../../database/transaction.ts';
import type { Report } from '../verify/problem.ts';
import { walkRecords, type RecordWalk } from '../verify/records.ts';
import { writeArchive } from './file.ts';
import { addArchive, readArchives, type Archive } from './table.ts';

export interface ArchiveOptions {
  /** Connection string of the owner role: nobody else may delete. */
  readonly url: string;
  /** Department whose log it is. */
  readonly owner: string;
  readonly keys: KeyRing;
  /** Folder of the archives. */
  readonly directory: string;
  /** Records that are older leave the database; default: as many as may. */
  readonly before?: Date | undefined;
  readonly now: Date;
  /** Told of each record that is written into the archive. */
  readonly onRecord?: () => void;
}

/** What is moved: the records up to the last one before the first that is to stay. */
const lastToMove = async (db: ClientBase, before: Date): Promise<number> => {
  const { rows } = await db.query<{ last: string | null }>(
    `select coalesce((select min(seq) - 1 from access_log where time >= $1), max(seq)) as last from access_log`,
    [before],
  );
  return Number(rows[0]?.last ?? 0);
};

/** Nothing that was tampered with is moved: what it was would be harder to find out. */
const refusing =
  (owner: string): Report =>
  (code, seq) => {
    throw new CodedError(code, { owner, seq });
  };

async function* checked(
  rows: AsyncIterable<AccessRow>,
  walk: RecordWalk,
  onLink: (link: Link) => void,
): AsyncGenerator<AccessRow, void> {
  for await (const row of rows) {
    const link = walk.next(row);
    if (link) onLink(link);
    yield row;
  }
}

const remove = async (db: ClientBase, { seq, firstSeq }: Archive): Promise<void> => {
  await db.query("set local fournets.access_log_archive = 'on'");
  const { rowCount } = await db.query('delete from access_log where seq <= $1', [seq]);
  if (rowCount !== seq - firstSeq + 1) throw new Error('the log has other records than the archive');
};

const moveRecords = async (
  db: ClientBase,
  { owner, keys, directory, before, now, onRecord }: ArchiveOptions,
): Promise<Archive | undefined> => {
  await db.query('lock table access_log_archive in exclusive mode');
  const start = (await readArchives(db, keys)).at(-1) ?? START;
  const last = await lastToMove(db, before ?? daysBefore(now, RETENTION_DAYS_MIN));
  if (last <= start.seq) return undefined;
  const file = `${owner}-${start.seq + 1}-${last}.jsonl.gz`;
  const walk = walkRecords(keys, refusing(owner), start);
  let end: Link = start;
  await writeArchive(
    join(directory, file),
    checked(readRecords(db, { last }), walk, (link) => {
      end = link;
      onRecord?.();
    }),
  );
  walk.end(last);
  const archive = { ...end, firstSeq: start.seq + 1, file };
  await addArchive(db, keys, archive);
  await remove(db, archive);
  return archive;
};

/**
 * Moves the records before some moment into an archive, which is on the disk before they are deleted; the
 * archive, or undefined where nothing is that old. Throws the problem of a log that was tampered with.
 */
export const archiveAccessLog = async (options: ArchiveOptions): Promise<Archive | undefined> => {
  const { before, now, url } = options;
  if (before !== undefined && before > daysBefore(now, RETENTION_DAYS_MIN))
    throw new CodedError('ACCESS_RETENTION_TOO_SHORT', {
      days: daysBetween(before, now),
      min: RETENTION_DAYS_MIN,
    });
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  try {
    const archive = await inTransaction(pool, (db) => moveRecords(db, options));
    await dropUnusedLists(pool);
    return archive;
  } finally {
    await pool.end();
  }
};
