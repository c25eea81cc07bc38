// Records as rows: the columns of `access_log`, to and from SQL.
import type { PurposeKind } from '../../../schema/sharing.ts';
import type { Chained } from './chain.ts';
import { encodeRecord, fieldsOf, type AccessRecord, type AccessResult, type ViewerKind } from './record.ts';
import { subjectList, subjectsId, subjectsText, type SubjectList } from './subjects.ts';

/** Columns of the table with their types; those of a record's fields stand in the order of `fieldsOf`. */
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
  subjects: 'uuid',
  unlisted: 'integer',
  result: 'text',
  reason: 'text',
  trace: 'text',
  key_id: 'text',
  prev: 'bytea',
  hash: 'bytea',
} as const;

/** The columns as they are inserted. */
export const COLUMN_NAMES = Object.keys(COLUMNS).join(', ');
/** Their types. */
export const COLUMN_TYPES: readonly string[] = Object.values(COLUMNS);

/** The records with the lists of their subjects, as they are read. */
export const SELECT_RECORDS = `select ${COLUMN_NAMES.replace('subjects', 'pids, institution_codes')} from access_log_record`;

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
  /** Null where the list is not there any more. */
  readonly pids: readonly string[] | null;
  readonly institution_codes: readonly string[] | null;
  readonly unlisted: number;
  readonly result: AccessResult;
  readonly reason: string | null;
  readonly trace: string;
  readonly key_id: string;
  readonly prev: Buffer;
  readonly hash: Buffer;
}

/** A record on its way into the log: nothing of it but bytes and short texts, for it waits a little. */
export interface Entry {
  /** What its hash is made over. */
  readonly encoded: Buffer;
  /** The values of the columns between its number and its key. */
  readonly values: readonly unknown[];
  /** Id of the list of its subjects. */
  readonly subjects: string;
  /** That list, where it may not be there yet. */
  readonly list: SubjectList | undefined;
}

/** The entry of a record. */
export const entryOf = (record: AccessRecord, isKnown = (_id: string): boolean => false): Entry => {
  const text = subjectsText(record);
  const subjects = subjectsId(text);
  const { before, after } = fieldsOf(record);
  return {
    encoded: encodeRecord(record, text),
    subjects,
    list: isKnown(subjects) ? undefined : subjectList(subjects, record),
    values: [...before, subjects, ...after],
  };
};

/** The values of an entry in its place, in the order of the columns. */
export const valuesOf = ({ entry, seq, prev, hash }: Chained<Entry>, keyId: string): unknown[] => [
  seq,
  ...entry.values,
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
  pids: (row.pids ?? []).map(withoutDashes),
  institutionCodes: row.institution_codes ?? [],
  unlisted: row.unlisted,
  result: row.result,
  reason: row.reason,
  trace: row.trace,
});
