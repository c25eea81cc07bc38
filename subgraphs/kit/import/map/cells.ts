import { identityOfColumns } from '../../identity/pid.ts';
import type { SourceRow } from '../read/source.ts';
import type { ImportColumn, ImportTable } from '../table.ts';
import { clean, fold } from './fold.ts';
import {
  columnNamed,
  columnsMissing,
  findReference,
  matchHeader,
  REJECTION_HEADERS,
  shownHeader,
} from './headers.ts';
import type { ColumnMapping, Mapping, Reference } from './mapping.ts';
import { stepsOf } from './steps.ts';

/** Takes a column's text out of a row's cells. */
export type Take = (cells: readonly string[]) => string;

/** A column of the table and where its text comes from. */
export interface MappedColumn {
  readonly column: ImportColumn;
  readonly take: Take;
  /** How the mapping wants it read. */
  readonly mapping?: ColumnMapping;
  /** Headers that it is made of, for the report; none when every row gets the same text. */
  readonly headers: readonly string[];
  /** No row of the file says anything about it: taken for new rows, never to change an old one. */
  readonly defaulted: boolean;
  /** Its texts are made of the key columns that the mapping declares. */
  readonly keyColumns?: true;
}

/** How the rows of one file become rows of the table. */
export interface MappedTable {
  readonly columns: readonly MappedColumn[];
  /** Headers that no column is made of. */
  readonly ignored: readonly string[];
  readonly passes: (row: SourceRow) => boolean;
}

interface Context {
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  /** The cell at a position, clean, and empty where the mapping says to skip its text. */
  readonly cell: (index: number) => Take;
}

const cellReader = (skip: readonly string[]): Context['cell'] => {
  const skipped = new Set(skip.map(fold));
  if (skipped.size === 0) return (index) => (cells) => clean(cells[index] ?? '');
  return (index) => (cells) => {
    const text = clean(cells[index] ?? '');
    return skipped.has(fold(text)) ? '' : text;
  };
};

const joined = (
  { headers, cell }: Context,
  references: readonly Reference[],
  between: string,
  path: string,
): Take => {
  const takes = references.map((reference, index) =>
    cell(findReference(reference, headers, `${path}.${index}`)),
  );
  return (cells) =>
    takes
      .map((take) => take(cells))
      .filter((text) => text !== '')
      .join(between);
};

const sourceOf = (
  context: Context,
  { from, join, constant = '', with: between }: ColumnMapping,
  path: string,
): Take => {
  if (from !== undefined) return context.cell(findReference(from, context.headers, `${path}.from`));
  if (join !== undefined) return joined(context, join, between, `${path}.join`);
  return () => constant;
};

const named = ({ headers }: Context, references: readonly Reference[]): string[] =>
  references.map((reference) => (typeof reference === 'string' ? reference : (headers[reference - 1] ?? '')));

const mapped = (context: Context, column: ImportColumn, mapping: ColumnMapping): MappedColumn => {
  const path = `columns.${column.property}`;
  const source = sourceOf(context, mapping, path);
  const steps = stepsOf(mapping, context.mapping.lists, path);
  const references = [...(mapping.from === undefined ? [] : [mapping.from]), ...(mapping.join ?? [])];
  const take: Take = steps === undefined ? source : (cells) => steps(source(cells));
  return { column, take, mapping, headers: named(context, references), defaulted: false };
};

/** Somebody without an identity number: nobody when all key columns are empty. */
const identified = (
  context: Context,
  column: ImportColumn,
  references: readonly Reference[],
): MappedColumn => {
  const takes = references.map((reference, index) =>
    context.cell(findReference(reference, context.headers, `person.${index}`)),
  );
  const take: Take = (cells) => {
    const values = takes.map((cell) => cell(cells));
    return values.every((value) => value === '') ? '' : identityOfColumns(values);
  };
  return { column, take, headers: named(context, references), defaulted: false, keyColumns: true };
};

const byHeader = (context: Context, column: ImportColumn): MappedColumn | undefined => {
  const index = context.mapping.others === 'match' ? matchHeader(column, context.headers) : undefined;
  if (index !== undefined)
    return { column, take: context.cell(index), headers: [context.headers[index] ?? ''], defaulted: false };
  return column.default === undefined && column.fromIdentityNumber === undefined
    ? undefined
    : { column, take: () => '', headers: [], defaulted: true };
};

const mapColumn = (context: Context, column: ImportColumn): MappedColumn | undefined => {
  const mapping = context.mapping.columns[column.property];
  if (mapping !== undefined) return mapped(context, column, mapping);
  if (column.type === 'person' && context.mapping.person !== undefined)
    return identified(context, column, context.mapping.person);
  return byHeader(context, column);
};

const rowFilter = (context: Context): MappedTable['passes'] => {
  const tests = context.mapping.rows.map(({ column, in: wanted, notIn }, index) => {
    const at = findReference(column, context.headers, `rows.${index}.column`);
    const texts = new Set((wanted ?? notIn ?? []).map(fold));
    return ({ cells }: SourceRow) => texts.has(fold(cells[at] ?? '')) === (wanted !== undefined);
  });
  return (row) => tests.every((test) => test(row));
};

/** The column that holds identity numbers, if the file has one. */
export const identityNumbers = (columns: readonly MappedColumn[]): MappedColumn | undefined =>
  columns.find(({ column }) => column.type === 'identityNumber') ??
  columns.find(({ column, keyColumns }) => column.type === 'person' && keyColumns === undefined);

const isFilled = ({ column, defaulted }: MappedColumn, columns: readonly MappedColumn[]): boolean =>
  !defaulted || column.default !== undefined || identityNumbers(columns) !== undefined;

/** Fits a file's headers to a table, by the mapping first and by the headers' names for the rest. */
export const mapTable = (table: ImportTable, headers: readonly string[], mapping: Mapping): MappedTable => {
  const context: Context = { headers, mapping, cell: cellReader(mapping.skip) };
  for (const property of Object.keys(mapping.columns)) columnNamed(table, property);
  const found = table.columns.flatMap((column) => mapColumn(context, column) ?? []);
  const columns = found.filter((column) => isFilled(column, found));
  const missing = table.columns.filter(
    (column) => column.required && !columns.some((mappedTo) => mappedTo.column === column),
  );
  if (missing.length > 0) throw columnsMissing(missing, headers);
  const used = new Set([...columns.flatMap((column) => column.headers), ...REJECTION_HEADERS].map(fold));
  const ignored = headers.flatMap((header, index) =>
    used.has(fold(header)) ? [] : [shownHeader(header, index)],
  );
  return { columns, ignored, passes: rowFilter(context) };
};
