// The way back for a log that has stopped: the chain goes on behind everything that is known of it, and says so itself.
import { createHash, randomUUID } from 'node:crypto';
import pg, { type ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { inTransaction } from '../database/transaction.ts';
import { readArchives } from './archive/table.ts';
import { appendWithLists } from './append.ts';
import { START, type Link } from './chain.ts';
import { readHead, sealHead } from './head.ts';
import { readRecords } from './read.ts';
import { accessRecord, type AccessRecord } from './record.ts';
import { entryOf } from './rows.ts';
import { newestCheckpoint } from './verify/checkpoints.ts';
import type { Problem } from './verify/problem.ts';
import { walkRecords } from './verify/records.ts';
import { checkpointSources, verifyAccessLog, type VerifyOptions } from './verify/verify.ts';

export interface ResealOptions extends VerifyOptions {
  /** Connection string of the owner role: the row of the end may be gone. */
  readonly url: string;
  /** Account of whoever has looked. */
  readonly by: string;
  /** Number of the document that says what was found and who decided. */
  readonly document: string;
  readonly now: Date;
}

/** A log that is written again. */
export interface Resealed {
  /** Number of the record that tells of it. */
  readonly seq: number;
  /** What was wrong before; deleted and edited records stay so. */
  readonly problems: readonly Problem[];
}

/** The coordinate of a record that tells that the log was resealed. */
const RESEAL = 'AccessLog.reseal';
/** Most problems that the record names; the hash is over all. */
const NAMED_MAX = 100;

const nothing = (): void => undefined;

/** The last record that the log wrote, in the database or in an archive. */
const lastGenuine = async (db: ClientBase, { keys }: ResealOptions): Promise<Link> => {
  let last: Link = (await readArchives(db, keys)).at(-1) ?? START;
  const walk = walkRecords(keys, nothing, last);
  for await (const row of readRecords(db)) last = walk.next(row) ?? last;
  return last;
};

const highestNumber = async (db: ClientBase): Promise<number> => {
  const { rows } = await db.query<{ highest: string | null }>('select max(seq) as highest from access_log');
  return Number(rows[0]?.highest ?? 0);
};

/** Where the chain goes on: behind every number that was ever used, so that what is missing stays missing. */
const endOf = async (db: ClientBase, options: ResealOptions): Promise<Link> => {
  const [head, highest] = [await readHead(db, options.keys), await highestNumber(db)];
  const written = head?.sealed === true ? head.seq : 0;
  if (head?.sealed === true && highest <= written)
    throw new CodedError('ACCESS_LOG_NOT_STOPPED', { owner: options.owner });
  const { seq, hash } = await lastGenuine(db, options);
  const checkpoint = await newestCheckpoint(checkpointSources(db, options));
  return { seq: Math.max(seq, highest, written, checkpoint?.seq ?? 0), hash };
};

const recordOf = (
  { owner, by, document, now }: ResealOptions,
  problems: readonly Problem[],
): AccessRecord => {
  const found = problems.map(({ code, seq }) => `${code} ${seq}`);
  return accessRecord({
    time: now,
    viewer: by,
    viewerKind: 'PERSON',
    client: 'fournets access-log reseal',
    department: owner,
    purpose: { id: document, kind: 'DOCUMENT' },
    operation: createHash('sha256').update(found.join('\n')).digest('hex'),
    owner,
    coordinates: [RESEAL, ...found.slice(0, NAMED_MAX)],
    pids: [],
    institutionCodes: [],
    refusal: null,
    trace: randomUUID().replaceAll('-', ''),
  });
};

const reseal = async (db: ClientBase, options: ResealOptions): Promise<Resealed> => {
  // Also where its row is gone: nobody may begin to write meanwhile.
  await db.query('lock table access_log_head in exclusive mode');
  const end = await endOf(db, options);
  const { problems } = await verifyAccessLog(options);
  const head = await sealHead(db, options.keys, end);
  const { seq } = await appendWithLists(db, options.keys, head, [entryOf(recordOf(options, problems))]);
  return { seq, problems };
};

/**
 * Lets a log that has stopped be written again. The first record tells who did so, by which document, and what was
 * found; nothing that was tampered with is put right. Throws ACCESS_LOG_NOT_STOPPED for a log that goes on by itself.
 */
export const resealAccessLog = async (options: ResealOptions): Promise<Resealed> => {
  const pool = new pg.Pool({ connectionString: options.url, max: 1 });
  pool.on('error', nothing);
  try {
    return await inTransaction(pool, (db) => reseal(db, options));
  } finally {
    await pool.end();
  }
};
