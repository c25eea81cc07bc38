import { CodedError } from '../../../../schema/errors.ts';
import { columnName, type ImportColumn, type ImportTable } from '../table.ts';
import { clean, fold } from './fold.ts';
import type { Reference } from './mapping.ts';

/** Columns of the rejected-rows file that speak of the refusal; an import passes them over. */
export const REJECTION_HEADERS = [
  'import_row',
  'import_column',
  'import_value',
  'import_code',
  'import_reason',
  'import_reason_zh',
] as const;

/** A header as a person can find it. */
export const shownHeader = (header: string, index: number): string =>
  clean(header) || `(empty, position ${index + 1})`;

const shownHeaders = (headers: readonly string[]): string => headers.map(shownHeader).join(', ');

const namesOf = ({ property, en, zh, headers = [] }: ImportColumn): Set<string> =>
  new Set([property, en, zh, ...headers].map(fold));

/** Positions from 0 whose header is one of the column's. */
const positionsOf = (column: ImportColumn, folded: readonly string[]): number[] => {
  const names = namesOf(column);
  return folded.flatMap((header, index) => (names.has(header) ? [index] : []));
};

/** Where a column is found by its headers; undefined when the file has none of them. */
export const matchHeader = (column: ImportColumn, headers: readonly string[]): number | undefined => {
  const [first, ...more] = positionsOf(column, headers.map(fold));
  if (first !== undefined && more.length > 0) {
    const positions = [first, ...more].map((index) => index + 1);
    throw new CodedError('HEADER_REPEATED', {
      column: columnName(column),
      positions: positions.join(', '),
      first: first + 1,
    });
  }
  return first;
};

/** Position from 0 of a column that a mapping speaks of. `path` is where in the mapping it does. */
export const findReference = (reference: Reference, headers: readonly string[], path: string): number => {
  if (typeof reference === 'number') {
    if (reference <= headers.length) return reference - 1;
  } else {
    const found = headers.flatMap((header, index) => (fold(header) === fold(reference) ? [index] : []));
    const [first, ...more] = found;
    if (first !== undefined && more.length === 0) return first;
    if (first !== undefined)
      throw new CodedError('HEADER_REPEATED', {
        column: reference,
        positions: found.map((index) => index + 1).join(', '),
        first: first + 1,
      });
  }
  throw new CodedError('MAPPING_HEADER_UNKNOWN', { path, header: reference, found: shownHeaders(headers) });
};

/** The error that names every required column that is missing, in both languages. */
export const columnsMissing = (missing: readonly ImportColumn[], headers: readonly string[]): CodedError =>
  new CodedError('COLUMN_MISSING', {
    missing: missing.map(columnName).join('; '),
    found: shownHeaders(headers),
  });

/** The column of a table by its property; a mapping that names another is refused. */
export const columnNamed = (table: ImportTable, property: string): ImportColumn => {
  const column = table.columns.find((candidate) => candidate.property === property);
  if (column !== undefined) return column;
  const known = table.columns.map((candidate) => candidate.property).join(', ');
  throw new CodedError('MAPPING_INVALID', {
    path: `columns.${property}`,
    reason: `there is no such column; there are ${known}`,
  });
};
