import { pipeline } from 'node:stream/promises';
import { escapeIdentifier, type Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withoutIndexes } from '../../database/without-indexes.ts';
import { continueNumbers, tablesToCopy, withoutGuards, withoutForeignKeys, type Table } from './tables.ts';

/** How a copying is followed and ended. */
export interface CopyProgress {
  /** Ends the copying between two tables. */
  readonly signal: AbortSignal;
  /** Told of each table before it is copied. */
  readonly onTable: (table: string) => void;
}

interface CopyOptions extends CopyProgress {
  /** The database as it stands; whoever works with it goes on. */
  readonly from: Client;
  /** A database with the same tables, whose rows are of no value. */
  readonly to: Client;
  /** Tables that are not copied, nor those whose rows belong to theirs. */
  readonly leftOut: readonly string[];
}

const copyTable = async ({ from, to }: CopyOptions, { name, columns }: Table): Promise<void> => {
  const table = `public.${escapeIdentifier(name)} (${columns.map(escapeIdentifier).join(', ')})`;
  await pipeline(
    from.query(copyTo(`copy ${table} to stdout`)),
    to.query(copyFrom(`copy ${table} from stdin`)),
  );
};

/** Copies a database as it stood at one moment: the rows of all tables in one snapshot of the source. */
export const copyDatabase = async (options: CopyOptions): Promise<void> => {
  const { from, to, leftOut, signal, onTable } = options;
  await from.query('begin isolation level repeatable read, read only');
  try {
    await to.query('begin');
    const tables = await tablesToCopy(to, leftOut);
    const guard = await withoutGuards(to);
    const bind = await withoutForeignKeys(to);
    // Some have a row as soon as they are made.
    await to.query(`truncate ${tables.map(({ name }) => `public.${escapeIdentifier(name)}`).join(', ')}`);
    const index = await withoutIndexes(
      to,
      tables.map(({ name }) => `public.${escapeIdentifier(name)}`),
    );
    for (const table of tables) {
      signal.throwIfAborted();
      onTable(table.name);
      await copyTable(options, table);
    }
    await index();
    await bind();
    await guard();
    await to.query('commit');
    for (const table of tables) await continueNumbers(to, table);
    await to.query('analyze');
  } finally {
    await from.query('rollback');
  }
};
