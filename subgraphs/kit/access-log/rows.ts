// Records as rows: the columns of `access_log`, to and from SQL.
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { ChainedRecord } from './chain.ts';
import type { AccessRecord, AccessResult, ViewerKind } from './record.ts';

/** Columns of the table with their types. */
const COLUMNS = {
  seq: 'bigint',
  time: 'timestamptz',
  viewer: 'text',
  viewer_kind: 'text',
  client: 'text',
  department: 'text',
  purpose: 'text',
  purpose_kind: 'text',
  operation: 'text',
  owner: 'text',
  coordinates: 'text[]',
  pids: 'uuid[]',
  institution_codes: 'text[]',
  unlisted: 'integer',
  result: 'text',
  reason: 'text',
  trace: 'text',
  key_id: 'text',
  prev: 'bytea',
  hash: 'bytea',
} as const;

/** The columns, for a select and for an insert. */
export const COLUMN_NAMES = Object.keys(COLUMNS).join(', ');
const TYPES: readonly string[] = Object.values(COLUMNS);

/** Rows of places for values, e.g. `($1::bigint, $2::timestamptz, …), (…)`, from a place on. */
export const placesFrom = (first: number, rows: number): string =>
  Array.from({ length: rows }, (_, row) => {
    const start = first + row * TYPES.length;
    return `(${TYPES.map((type, column) => `$${start + column}::${type}`).join(', ')})`;
  }).join(', ');

/** A row as Postgres gives it. */
export interface AccessRow {
  readonly seq: string;
  readonly time: Date;
  readonly viewer: string;
  readonly viewer_kind: ViewerKind;
  readonly client: string | null;
  readonly department: string | null;
  readonly purpose: string | null;
  readonly purpose_kind: PurposeKind | null;
  readonly operation: string;
  readonly owner: string;
  readonly coordinates: readonly string[];
  readonly pids: readonly string[];
  readonly institution_codes: readonly string[];
  readonly unlisted: number;
  readonly result: AccessResult;
  readonly reason: string | null;
  readonly trace: string;
  readonly key_id: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** Postgres' own number of the type `uuid`. */
const UUID_OID = 2950;
const UUID_BYTES = 16;

/**
 * Keys of persons as Postgres takes an array of `uuid` in binary: the number of dimensions, whether there are nulls, the
 * type; of the one dimension its length and where it starts; then each with its length. Source: `array_recv`.
 */
const keysOf = (pids: readonly string[]): Buffer => {
  const head = pids.length === 0 ? [0, 0, UUID_OID] : [1, 0, UUID_OID, pids.length, 1];
  const bytes = Buffer.allocUnsafe(4 * head.length + pids.length * (4 + UUID_BYTES));
  let at = 0;
  for (const number of head) at = bytes.writeInt32BE(number, at);
  for (const pid of pids) {
    at = bytes.writeInt32BE(UUID_BYTES, at);
    at += bytes.write(pid, at, 'hex');
  }
  return bytes;
};

/** The values of a record, in the order of the columns. */
export const valuesOf = ({ record, seq, prev, hash }: ChainedRecord, keyId: string): unknown[] => [
  seq,
  record.time,
  record.viewer,
  record.viewerKind,
  record.client,
  record.department,
  record.purpose,
  record.purposeKind,
  record.operation,
  record.owner,
  record.coordinates,
  keysOf(record.pids),
  record.institutionCodes,
  record.unlisted,
  record.result,
  record.reason,
  record.trace,
  keyId,
  prev,
  hash,
];

/** Postgres writes dashes into a key. */
const withoutDashes = (key: string): string => key.replaceAll('-', '');

/** The record of a row, as it stands: whatever somebody changed in it must show in its bytes. */
export const fromRow = (row: AccessRow): AccessRecord => ({
  time: row.time,
  viewer: row.viewer,
  viewerKind: row.viewer_kind,
  client: row.client,
  department: row.department,
  purpose: row.purpose,
  purposeKind: row.purpose_kind,
  operation: row.operation,
  owner: row.owner,
  coordinates: row.coordinates,
  pids: row.pids.map(withoutDashes),
  institutionCodes: row.institution_codes,
  unlisted: row.unlisted,
  result: row.result,
  reason: row.reason,
  trace: row.trace,
});
