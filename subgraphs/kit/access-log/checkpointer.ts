// Takes checkpoints: into the file first, then into the database, so that the file is never behind.
import type { KeyObject } from 'node:crypto';
import pg from 'pg';
import { addToFile } from './checkpoint-file.ts';
import { addToTable, lockCheckpoints, newestInTable } from './checkpoint-table.ts';
import { signCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { readSealedHead } from './head.ts';
import type { KeyRing } from './keys.ts';
import { inTransaction } from '../database/transaction.ts';

/** Time between two checkpoints: what is written in between is the most that a roll-back can hide. */
const INTERVAL_MS = 60_000;
/** Time after which the connection is closed: it is used once a minute. */
const IDLE_TIMEOUT_MS = 10_000;

export interface CheckpointerOptions {
  /** Connection string of the application role. */
  readonly url: string;
  readonly department: string;
  readonly keys: KeyRing;
  readonly signingKey: KeyObject;
  /** Where checkpoints are added: one file is written by the processes of one machine. */
  readonly file: string;
  /** Told when a checkpoint could not be taken; the next one is tried all the same. */
  readonly onFailed: (error: unknown) => void;
}

/** Takes a department's checkpoints. */
export interface Checkpointer {
  /** Takes a checkpoint now; undefined where nothing was written since the last one. */
  readonly take: () => Promise<SignedCheckpoint | undefined>;
  /** Takes the last one. */
  readonly close: () => Promise<void>;
}

const takeLocked = async (
  db: pg.ClientBase,
  { department, keys, signingKey, file }: CheckpointerOptions,
): Promise<SignedCheckpoint | undefined> => {
  await lockCheckpoints(db);
  const head = await readSealedHead(db, keys);
  const newest = await newestInTable(db);
  if (head.seq === (newest?.seq ?? 0)) return undefined;
  const checkpoint = await addToFile(file, (last) =>
    signCheckpoint(signingKey, {
      department,
      count: Math.max(last?.count ?? 0, newest?.count ?? 0) + 1,
      seq: head.seq,
      hash: head.hash,
      time: new Date(),
    }),
  );
  await addToTable(db, checkpoint);
  return checkpoint;
};

/** Starts taking checkpoints of a department's access log. */
export const openCheckpointer = (options: CheckpointerOptions): Checkpointer => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: 1,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  pool.on('error', (error) => {
    if (!pool.ending) options.onFailed(error);
  });
  const take = (): Promise<SignedCheckpoint | undefined> =>
    inTransaction(pool, (db) => takeLocked(db, options));
  const clock = setInterval(() => void take().catch(options.onFailed), INTERVAL_MS);
  clock.unref();
  return {
    take,
    close: async () => {
      clearInterval(clock);
      await take().catch(options.onFailed);
      await pool.end();
    },
  };
};
