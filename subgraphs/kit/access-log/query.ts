// Who looked at what: accesses by page, the newest first.
import { CodedError } from '../../../schema/errors.ts';
import type { PurposeKind } from '../../../schema/sharing.ts';
import { activeFilters, type Filter, type FilterArguments } from '../database/filter.ts';
import { pageSize, type Page, type PageArguments } from '../database/pages.ts';
import { statement, type Reader } from '../database/reader.ts';
import { DELAYED } from './disclosure.ts';
import type { AccessResult, ViewerKind } from './record.ts';

/**
 * An access as it is shown: without whomever else it touched, and without its number in the log, whose gaps would tell
 * how many are not shown.
 */
export interface ShownAccess {
  /** Its hash, in hexadecimal digits. */
  readonly id: string;
  readonly time: Date;
  readonly viewer: string;
  readonly viewerKind: ViewerKind;
  readonly client: string | null;
  readonly department: string | null;
  readonly purpose: string | null;
  readonly purposeKind: PurposeKind | null;
  readonly coordinates: readonly string[];
  readonly result: AccessResult;
  readonly reason: string | null;
  readonly trace: string;
}

const COLUMNS =
  'encode(hash, \'hex\') as id, time, viewer, viewer_kind as "viewerKind", client, department, purpose, purpose_kind as "purposeKind", coordinates, result, reason, trace';

/** Records whose list of subjects is one of those. */
const touching = (list: string): string => `subjects in (select id from access_log_subjects where ${list})`;

const condition = <Value>(sql: Filter<Value>['sql']): Filter<Value> => ({ sql });

/** What accesses are asked for by; the count of a list is made with the same. */
const filters = {
  pid: condition<string>((place) => touching(`pids @> array[${place}::uuid]`)),
  institution: condition<string>((place) => touching(`institution_codes @> array[${place}::text]`)),
  department: condition<string>((place) => `department = ${place}::text`),
  viewer: condition<string>((place) => `viewer = ${place}::text`),
  viewerKind: condition<ViewerKind>((place) => `viewer_kind = ${place}::text`),
  /** From this moment on. */
  since: condition<Date>((place) => `time >= ${place}::timestamptz`),
  /** Before this moment. */
  before: condition<Date>((place) => `time < ${place}::timestamptz`),
  /** Without those that are not disclosed and younger than this. */
  disclosedUntil: condition<Date>(
    (place) => `(purpose_kind is distinct from '${DELAYED.purpose}' or time <= ${place}::timestamptz)`,
  ),
};

export type AccessFilter = FilterArguments<typeof filters>;

const toCursor = ({ time, id }: ShownAccess): string =>
  Buffer.from(`${Number(time)}.${id}`).toString('base64url');

/** Milliseconds since 1970 and a hash. */
const CURSOR = /^(\d{1,14})\.([0-9a-f]{64})$/;

const fromCursor = (cursor: string): unknown[] => {
  const [, time, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (time === undefined || id === undefined) throw new CodedError('CURSOR_INVALID');
  return [new Date(Number(time)), Buffer.from(id, 'hex')];
};

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;

const countOf = async (db: Reader, filter: AccessFilter): Promise<number> => {
  const { conditions, values } = activeFilters(filters, filter, 1);
  const text = `select count(*)::int as count from access_log${where(conditions)}`;
  const [row] = await db.rows<{ count: number }>(statement(text), values);
  return row?.count ?? 0;
};

/**
 * A page of accesses. The order is that of time and then of the hash, which is as good as random: a cursor says nothing
 * about what stands in between.
 */
export const accessPage = async (
  db: Reader,
  filter: AccessFilter,
  { first, after }: PageArguments,
): Promise<Page<ShownAccess>> => {
  const size = pageSize({ first });
  const { conditions, values } = activeFilters(filters, filter, 2);
  const cursor = (after ?? null) === null ? [] : fromCursor(String(after));
  const places = [values.length + 2, values.length + 3];
  const behind =
    cursor.length === 0 ? [] : [`(time, hash) < ($${places[0]}::timestamptz, $${places[1]}::bytea)`];
  const text = `select ${COLUMNS} from access_log${where([...conditions, ...behind])} order by time desc, hash desc limit $1`;
  const rows = await db.rows<ShownAccess>(statement(text), [size + 1, ...values, ...cursor]);
  return {
    rows: rows.slice(0, size),
    hasNextPage: rows.length > size,
    cursorAt: (index) => (rows[index] === undefined ? '' : toCursor(rows[index])),
    count: () => countOf(db, filter),
  };
};
