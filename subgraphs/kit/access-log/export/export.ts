// The records of some days for whoever examines them elsewhere.
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg, { type ClientBase } from 'pg';
import { inTransaction } from '../../database/transaction.ts';
import { toArchiveLine } from '../archive/line.ts';
import { readRecords, type RecordRange } from '../read.ts';
import { csvHead, csvLine } from './csv.ts';

/** CSV for spreadsheets; lines of JSON as archives have them, with the hashes. */
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportOptions extends Pick<RecordRange, 'since' | 'before'> {
  /** Connection string of a role that may read the log. */
  readonly url: string;
  readonly format: ExportFormat;
  /** Where the text goes; it is ended. */
  readonly to: Writable;
  /** Told of each record that is written. */
  readonly onRecord?: () => void;
}

async function* linesOf(
  db: ClientBase,
  { format, onRecord, since, before }: ExportOptions,
): AsyncGenerator<string, void> {
  if (format === 'csv') yield csvHead();
  const write = format === 'csv' ? csvLine : toArchiveLine;
  for await (const row of readRecords(db, { since, before })) {
    onRecord?.();
    yield write(row);
  }
}

const SNAPSHOT = ['begin isolation level repeatable read read only'];

/** Writes records of the database as they stand, a few at a time; also those that are not disclosed yet. */
export const exportAccessLog = async (options: ExportOptions): Promise<void> => {
  const pool = new pg.Pool({ connectionString: options.url, max: 1 });
  pool.on('error', () => undefined);
  try {
    await inTransaction(pool, (db) => pipeline(linesOf(db, options), options.to), { begin: SNAPSHOT });
  } finally {
    await pool.end();
  }
};
