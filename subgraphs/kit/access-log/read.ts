// The records of a log in the order of their numbers, a few at a time.
import type { ClientBase } from 'pg';
import { SELECT_RECORDS, type AccessRow } from './rows.ts';

/** Rows that are read at once: some 0.5 kB each, 100 times that where they list many persons. */
const BATCH = 500;

/** Which records; what is left out bounds nothing. */
export interface RecordRange {
  /** Number of the last one. */
  readonly last?: number;
  /** From this moment on. */
  readonly since?: Date | undefined;
  /** Before this moment. */
  readonly before?: Date | undefined;
}

/** A cursor takes no values: what stands here are numbers and moments. */
const conditionOf = ({ last = Number.MAX_SAFE_INTEGER, since, before }: RecordRange): string =>
  [
    `seq <= ${last}`,
    ...(since === undefined ? [] : [`time >= '${since.toISOString()}'`]),
    ...(before === undefined ? [] : [`time < '${before.toISOString()}'`]),
  ].join(' and ');

/** The records of a range, default: all; inside a transaction. A cursor also meets numbers that stand there twice. */
export async function* readRecords(db: ClientBase, range: RecordRange = {}): AsyncGenerator<AccessRow, void> {
  await db.query(
    `declare access_log_records cursor for ${SELECT_RECORDS} where ${conditionOf(range)} order by seq`,
  );
  for (;;) {
    const { rows } = await db.query<AccessRow>(`fetch ${BATCH} from access_log_records`);
    if (rows.length === 0) return;
    yield* rows;
  }
}
