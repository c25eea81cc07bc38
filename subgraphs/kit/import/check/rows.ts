import type { ErrorCode } from '../../../../schema/errors.ts';
import type { MappedColumn, MappedTable } from '../map/cells.ts';
import type { Mapping } from '../map/mapping.ts';
import { maskIdentityNumber } from '../../identity/identity-number.ts';
import type { SourceRow } from '../read/source.ts';
import type { ImportTable } from '../table.ts';
import { checkerFor, type CheckKeys } from './checker.ts';
import { fault, type Checker, type Fault } from './fault.ts';
import { USUAL_NUMBERS, type NumberLimits } from './numbers.ts';

/** What is wrong with one column of a row, or with the whole row. */
export interface RowFault extends Fault {
  /** Property of the column; empty for the whole row. */
  readonly property: string;
  readonly value: string;
}

/** A value as Postgres takes it; null for an empty cell. */
export type Value = string | null;

/** A row is either sound, with a value per column, or faulty. */
export type CheckedRow = { readonly values: readonly Value[] } | { readonly faults: readonly RowFault[] };

/** Told of odd values that are taken. */
export type WarnColumn = (code: ErrorCode, property: string) => void;

/** What checking the rows of a file depends on. */
export interface RowCheckOptions extends CheckKeys {
  readonly table: ImportTable;
  readonly mapped: MappedTable;
  readonly mapping: Mapping;
  readonly headers: number;
  readonly serials?: '1900' | '1904' | undefined;
  /** Digits that the table keeps of a decimal column. */
  readonly limitsOf: (property: string) => NumberLimits;
  readonly warn: WarnColumn;
}

interface Reader {
  readonly property: string;
  readonly read: (cells: readonly string[]) => Value | Fault;
  readonly shown: (cells: readonly string[]) => string;
}

const MISSING = fault('VALUE_MISSING');

/** The value as the report may show it: identity numbers masked, key columns not repeated. */
const shownValue = ({ column, take, mapping }: MappedColumn, keyColumns: boolean): Reader['shown'] => {
  if (column.type === 'identityNumber') return (cells) => maskIdentityNumber(take(cells));
  if (column.type !== 'person') return take;
  return (cells) => (keyColumns && mapping === undefined ? '' : maskIdentityNumber(take(cells)));
};

const checkerOf = (mapped: MappedColumn, options: RowCheckOptions, keyColumns: boolean): Checker => {
  const { column, mapping } = mapped;
  return checkerFor(column.type, {
    ...options,
    format: mapping?.date ?? options.mapping.date,
    numbers: mapping?.numbers ?? options.mapping.numbers ?? USUAL_NUMBERS,
    limits: options.limitsOf(column.property),
    inKey: options.table.key.includes(column.property),
    keyColumns,
    warn: (code) => options.warn(code, column.property),
  });
};

const readerOf = (mapped: MappedColumn, options: RowCheckOptions): Reader => {
  const { column, take, mapping } = mapped;
  const keyColumns = mapping === undefined && options.mapping.person !== undefined;
  const check = checkerOf(mapped, options, keyColumns);
  const empty = column.required === true ? MISSING : null;
  const whenEmpty = column.default === undefined ? empty : column.default === '' ? '' : check(column.default);
  const read: Reader['read'] = (cells) => {
    const text = take(cells);
    return text === '' ? whenEmpty : check(text);
  };
  return { property: column.property, read, shown: shownValue(mapped, keyColumns) };
};

const lengthFault = ({ cells }: SourceRow, headers: number): RowFault | undefined => {
  const details = { cells: cells.length, headers };
  if (cells.length < headers) return { ...fault('ROW_SHORT', details), property: '', value: '' };
  const beyond = cells.slice(headers).filter((cell) => cell.trim() !== '');
  return beyond.length > 0
    ? { ...fault('ROW_LONG', details), property: '', value: beyond.join(', ') }
    : undefined;
};

/** Compiles the check of a file's rows: every column's value, and half lines. */
export const rowChecker = (options: RowCheckOptions): ((row: SourceRow) => CheckedRow) => {
  const readers = options.mapped.columns.map((mapped) => readerOf(mapped, options));
  /** A workbook leaves out the empty cells at the end of a row. */
  const fixedLength = options.serials === undefined;
  return (row) => {
    const length =
      fixedLength && row.cells.length !== options.headers ? lengthFault(row, options.headers) : undefined;
    if (length !== undefined) return { faults: [length] };
    const values: Value[] = [];
    let faults: RowFault[] | undefined;
    for (const { property, read, shown } of readers) {
      const value = read(row.cells);
      if (value === null || typeof value === 'string') values.push(value);
      else (faults ??= []).push({ ...value, property, value: shown(row.cells) });
    }
    return faults === undefined ? { values } : { faults };
  };
};
