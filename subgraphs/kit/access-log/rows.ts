// Records as rows: the columns of `access_log`, to and from SQL.
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { ChainedRecord } from './chain.ts';
import type { AccessRecord, AccessResult, ViewerKind } from './record.ts';

/** Columns of the table with their types, as a row of JSON has them. */
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
  pids: 'text[]',
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
/** The columns with their types, for `json_to_recordset`. */
export const COLUMN_TYPES = Object.entries(COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

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

/**
 * A row as a command writes it: `JSON.stringify` makes the time a text, bytes are hexadecimal, and persons an array as
 * Postgres writes it.
 */
type JsonRow = Omit<AccessRow, 'seq' | 'pids' | 'prev' | 'hash'> & {
  readonly seq: number;
  readonly pids: string;
  readonly prev: string;
  readonly hash: string;
};

const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

/** The row of a record. */
export const toRow = ({ record, seq, prev, hash }: ChainedRecord, keyId: string): JsonRow => ({
  seq,
  time: record.time,
  viewer: record.viewer,
  viewer_kind: record.viewerKind,
  client: record.client,
  department: record.department,
  purpose: record.purpose,
  purpose_kind: record.purposeKind,
  operation: record.operation,
  owner: record.owner,
  coordinates: record.coordinates,
  // Keys are hexadecimal digits: nothing in them has to be quoted.
  pids: `{${record.pids.join(',')}}`,
  institution_codes: record.institutionCodes,
  unlisted: record.unlisted,
  result: record.result,
  reason: record.reason,
  trace: record.trace,
  key_id: keyId,
  prev: bytea(prev),
  hash: bytea(hash),
});

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
  pids: row.pids,
  institutionCodes: row.institution_codes,
  unlisted: row.unlisted,
  result: row.result,
  reason: row.reason,
  trace: row.trace,
});
