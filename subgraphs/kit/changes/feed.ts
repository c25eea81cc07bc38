// The change feed as it is read: by cursor, at least once, in order.
import { CodedError } from '../../../schema/errors.ts';
import { pageSize, type PageArguments } from '../database/pages.ts';
import { statement, type Reader } from '../database/reader.ts';
import type { SubjectKind } from './triggers.ts';

/** That a fact about somebody changed. */
export interface Change {
  readonly fact: string;
  readonly subjectKind: SubjectKind;
  readonly subject: string;
  readonly document: string | null;
  readonly registeredAt: Date;
  /** Behind it: a transaction and the number of a row in it. */
  readonly cursor: string;
}

export interface ChangePage {
  readonly nodes: readonly Change[];
  readonly cursor: string | null;
  readonly hasNextPage: boolean;
}

/** A transaction and the number of a row in it. */
const CURSOR = /^(\d{1,20})-(\d{1,19})$/;

const placeOf = (cursor: string | null | undefined): readonly [string, string] => {
  if (cursor === null || cursor === undefined) return ['0', '0'];
  const [, transaction, id] = CURSOR.exec(cursor) ?? [];
  if (transaction === undefined || id === undefined) throw new CodedError('CURSOR_INVALID');
  return [transaction, id];
};

/**
 * What is told: rows of transactions that are over, and so are all before them that can have written here. Those of other
 * databases cannot, nor can those of Postgres itself, which have no user: its ANALYZE of a large table takes seconds.
 */
const TOLD = `transaction < coalesce(
  (select older from pg_snapshot_xip(pg_current_snapshot()) as older
   where not exists (
     select from pg_stat_activity
     where backend_xid = older::xid and (usesysid is null or datname <> current_database()))
   order by older limit 1),
  pg_snapshot_xmax(pg_current_snapshot()))`;

const CURSOR_OF_ROW = `transaction || '-' || id as cursor`;

const PAGE = statement(
  `select fact, subject_kind as "subjectKind", subject, document, registered_at as "registeredAt", ${CURSOR_OF_ROW}
   from change where (transaction, id) > ($1::text::xid8, $2::bigint) and ${TOLD}
   order by transaction, id limit $3`,
);

const LAST = statement(
  `select ${CURSOR_OF_ROW} from change where ${TOLD} order by transaction desc, id desc limit 1`,
);

/** Changes behind a cursor, oldest first. */
export const changePage = async (db: Reader, { after, first }: PageArguments): Promise<ChangePage> => {
  const size = pageSize({ first });
  const rows = await db.rows<Change>(PAGE, [...placeOf(after), size + 1]);
  const nodes = rows.slice(0, size);
  return { nodes, cursor: nodes.at(-1)?.cursor ?? after ?? null, hasNextPage: rows.length > size };
};

/** Cursor behind the newest change; null where there is none. */
export const lastChange = async (db: Reader): Promise<string | null> =>
  (await db.rows<Pick<Change, 'cursor'>>(LAST, []))[0]?.cursor ?? null;
