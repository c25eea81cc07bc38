import type { ErrorCode } from '../../../../schema/errors.ts';
import { identityNumbers, type MappedColumn, type MappedTable } from '../map/cells.ts';
import type { Mapping } from '../map/mapping.ts';
import { bornOn, maskIdentityNumber, sexOf } from '../../identity/identity-number.ts';
import type { SourceRow } from '../read/source.ts';
import type { ImportColumn, ImportTable } from '../table.ts';
import { checkerFor, type CheckMeans } from './checker.ts';
import { readIdentityNumber } from './codes.ts';
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

/** A row with a value per column; none where the value, or the whole row, is faulty. */
export interface CheckedRow {
  readonly values: readonly Value[];
  readonly faults?: readonly RowFault[];
}

/** Told of odd values that are taken. */
export type WarnColumn = (code: ErrorCode, property: string, row: number) => void;

/** What checking the rows of a file depends on. */
export interface RowCheckOptions extends CheckMeans {
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
  /** Headers of the cells it reads; two columns that read the same cells find the same faults. */
  readonly headers: string;
  readonly read: (cells: readonly string[]) => Value | Fault;
  readonly shown: (cells: readonly string[]) => string;
}

const MISSING = fault('VALUE_MISSING');

/** The value as the report may show it: identity numbers masked, key columns not repeated. */
const shownValue = ({ column, take, keyColumns }: MappedColumn): Reader['shown'] => {
  if (keyColumns) return () => '';
  return column.type === 'identityNumber' || column.type === 'person'
    ? (cells) => maskIdentityNumber(take(cells))
    : take;
};

type Warn = (code: ErrorCode, property: string) => void;

const checkerOf = (mapped: MappedColumn, options: RowCheckOptions, warn: Warn): Checker => {
  const { column, mapping, keyColumns = false } = mapped;
  return checkerFor(column.type, {
    ...options,
    format: mapping?.date ?? options.mapping.date,
    numbers: mapping?.numbers ?? options.mapping.numbers ?? USUAL_NUMBERS,
    limits: options.limitsOf(column.property),
    inKey: options.table.key.includes(column.property),
    keyColumns,
    warn: (code) => warn(code, column.property),
  });
};

const PARTS = { sex: sexOf, bornOn } as const;

/** What a column takes from the row's identity number, if that is sound. */
const partOfNumber = (
  { fromIdentityNumber: part }: ImportColumn,
  columns: readonly MappedColumn[],
): ((cells: readonly string[]) => string | undefined) => {
  const numbers = identityNumbers(columns);
  if (part === undefined || numbers === undefined) return () => undefined;
  return (cells) => {
    const number = readIdentityNumber(numbers.take(cells));
    return typeof number === 'string' ? PARTS[part](number) : undefined;
  };
};

const readerOf = (mapped: MappedColumn, options: RowCheckOptions, warn: Warn): Reader => {
  const { column, take, headers } = mapped;
  const check = checkerOf(mapped, options, warn);
  const part = partOfNumber(column, options.mapped.columns);
  const empty = column.required === true ? MISSING : null;
  const whenEmpty = column.default === undefined ? empty : column.default === '' ? '' : check(column.default);
  const read: Reader['read'] = (cells) => {
    const text = take(cells);
    return text === '' ? (part(cells) ?? whenEmpty) : check(text);
  };
  return { property: column.property, headers: headers.join('\n'), read, shown: shownValue(mapped) };
};

const lengthFault = ({ cells }: SourceRow, headers: number): RowFault | undefined => {
  const details = { cells: cells.length, headers };
  if (cells.length < headers) return { ...fault('ROW_SHORT', details), property: '', value: '' };
  const beyond = cells.slice(headers).filter((cell) => cell.trim() !== '');
  return beyond.length > 0
    ? { ...fault('ROW_LONG', details), property: '', value: beyond.join(', ') }
    : undefined;
};

/** A fault of a row, with the headers of the cells it was found in. */
type FoundFault = RowFault & { readonly headers: string };

const isSame = (one: FoundFault, other: FoundFault): boolean =>
  one.headers !== '' && one.headers === other.headers && one.code === other.code;

const onceEach = (found: readonly FoundFault[]): RowFault[] =>
  found
    .filter((fault_, index) => !found.slice(0, index).some((earlier) => isSame(earlier, fault_)))
    .map(({ code, details, property, value }) => ({ code, details, property, value }));

/** Compiles the check of a file's rows: every column's value, and half lines. */
export const rowChecker = (options: RowCheckOptions): ((row: SourceRow) => CheckedRow) => {
  let current = 0;
  const warn: Warn = (code, property) => options.warn(code, property, current);
  const readers = options.mapped.columns.map((mapped) => readerOf(mapped, options, warn));
  /** A workbook leaves out the empty cells at the end of a row. */
  const fixedLength = options.serials === undefined;
  return (row) => {
    const length =
      fixedLength && row.cells.length !== options.headers ? lengthFault(row, options.headers) : undefined;
    if (length !== undefined) return { values: [], faults: [length] };
    current = row.number;
    const values: Value[] = [];
    let faults: FoundFault[] | undefined;
    for (const { property, headers, read, shown } of readers) {
      const value = read(row.cells);
      const sound = value === null || typeof value === 'string';
      values.push(sound ? value : null);
      if (!sound) (faults ??= []).push({ ...value, property, headers, value: shown(row.cells) });
    }
    return faults === undefined ? { values } : { values, faults: onceEach(faults) };
  };
};
