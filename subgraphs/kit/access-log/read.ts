// The records of a log in the order of their numbers, a few at a time.
import type { ClientBase } from 'pg';
import { COLUMN_NAMES, type AccessRow } from './rows.ts';

/** Rows that are read at once: some 0.5 kB each, 100 times that where they list many persons. */
const BATCH = 500;

/** The records up to a number, default: all; inside a transaction. A cursor also meets numbers that stand there twice. */
export async function* readRecords(
  db: ClientBase,
  last = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<AccessRow, void> {
  await db.query(
    `declare access_log_records cursor for select ${COLUMN_NAMES} from access_log where seq <= ${last} order by seq`,
  );
  for (;;) {
    const { rows } = await db.query<AccessRow>(`fetch ${BATCH} from access_log_records`);
    if (rows.length === 0) return;
    yield* rows;
  }
}
