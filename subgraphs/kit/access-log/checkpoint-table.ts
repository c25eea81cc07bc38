// The copies of the checkpoints in the database: they show when the file was cut.
import type { ClientBase } from 'pg';
import type { SignedCheckpoint } from './checkpoint.ts';

/** Number of the advisory lock that whoever adds a checkpoint holds: the letters ACKP. */
const LOCK = 0x41_43_4b_50;

interface CheckpointRow extends Omit<SignedCheckpoint, 'count' | 'seq'> {
  readonly count: string;
  readonly seq: string;
}

const fromTable = (row: CheckpointRow): SignedCheckpoint => ({
  ...row,
  count: Number(row.count),
  seq: Number(row.seq),
});

const COLUMNS = 'department, count, seq, hash, time, signature';

/** Waits until nobody else adds a checkpoint; until the end of the transaction. */
export const lockCheckpoints = async (db: ClientBase): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(${LOCK})`);
};

/** A snapshot of the database, begun while nobody adds a checkpoint and nobody can until `letCheckpoints`. */
export const BEGIN_BETWEEN_CHECKPOINTS = [
  `select pg_advisory_lock_shared(${LOCK})`,
  'begin isolation level repeatable read read only',
];

export const letCheckpoints = async (db: ClientBase): Promise<void> => {
  await db.query(`select pg_advisory_unlock_shared(${LOCK})`);
};

/** The newest checkpoint of the table. */
export const newestInTable = async (db: ClientBase): Promise<SignedCheckpoint | undefined> => {
  const { rows } = await db.query<CheckpointRow>(
    `select ${COLUMNS} from access_log_checkpoint order by count desc limit 1`,
  );
  return rows[0] && fromTable(rows[0]);
};

export const addToTable = async (db: ClientBase, checkpoint: SignedCheckpoint): Promise<void> => {
  const { department, count, seq, hash, time, signature } = checkpoint;
  await db.query(`insert into access_log_checkpoint (${COLUMNS}) values ($1, $2, $3, $4, $5, $6)`, [
    department,
    count,
    seq,
    hash,
    time,
    signature,
  ]);
};

/** Rows that are read at once. */
const BATCH = 1000;

/** The checkpoints of the table, in the order of their counts; inside a transaction. */
export async function* readTable(db: ClientBase): AsyncGenerator<SignedCheckpoint, void> {
  const name = 'access_log_checkpoints';
  await db.query(
    `declare ${name} cursor for select ${COLUMNS} from access_log_checkpoint order by count, seq`,
  );
  for (;;) {
    const { rows } = await db.query<CheckpointRow>(`fetch ${BATCH} from ${name}`);
    if (rows.length === 0) return;
    yield* rows.map(fromTable);
  }
}
