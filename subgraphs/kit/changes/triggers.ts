// The change feed is written by the database itself, in the transaction of the change: no way of writing goes past it.
import type { QueryRunner } from 'typeorm';

/** Whom a row of the feed is about. */
export type SubjectKind = 'PERSON' | 'INSTITUTION' | 'OTHER';

/** Columns of a table that say whom a row is about. */
export interface FedTable {
  readonly persons?: readonly string[];
  readonly institutions?: readonly string[];
  /** Column that a row is known by where it is about nobody in particular. */
  readonly other?: string;
}

/** The tables of facts whose changes are told, by name. */
export type FedTables = Readonly<Record<string, FedTable>>;

const EVENTS = ['insert', 'update', 'delete'] as const;

const TRANSITIONS: Readonly<Record<(typeof EVENTS)[number], string>> = {
  insert: 'new table as new_rows',
  update: 'old table as old_rows new table as new_rows',
  delete: 'old table as old_rows',
};

const quoted = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ');

const pairs = (kind: SubjectKind, columns: readonly string[] = []): string[] =>
  columns.flatMap((column) => [kind, column]);

const documentColumn = async (db: QueryRunner, table: string): Promise<string> => {
  const found: unknown[] = await db.query(
    `select from pg_attribute where attrelid = $1::regclass and attname = 'source_document' and not attisdropped`,
    [table],
  );
  return found.length === 0 ? '' : 'source_document';
};

/** Tells the changes of facts: one row of the feed for each subject that a statement touches. */
export const feedTables = async (db: QueryRunner, tables: FedTables): Promise<void> => {
  for (const [table, { persons, institutions, other }] of Object.entries(tables)) {
    const places = [
      await documentColumn(db, table),
      ...pairs('PERSON', persons),
      ...pairs('INSTITUTION', institutions),
      ...pairs('OTHER', other === undefined ? [] : [other]),
    ];
    for (const event of EVENTS)
      await db.query(
        `create trigger feed_${event} after ${event} on ${table} referencing ${TRANSITIONS[event]}
         for each statement execute function feed_change(${quoted(places)})`,
      );
  }
};

/** Undoes `feedTables`. */
export const unfeedTables = async (db: QueryRunner, tables: FedTables): Promise<void> => {
  for (const table of Object.keys(tables))
    for (const event of EVENTS) await db.query(`drop trigger feed_${event} on ${table}`);
};
