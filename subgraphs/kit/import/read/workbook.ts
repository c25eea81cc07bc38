import { createReadStream, type ReadStream } from 'node:fs';
import ExcelJS from 'exceljs';
import { CodedError } from '../../../../schema/errors.ts';
import { checkArchive } from './archive.ts';
import { cellText } from './cell-text.ts';
import type { Examined } from './examine.ts';
import { headed, type Source, type SourceOptions, type SourceRow } from './source.ts';

const PORTION_ROWS = 1000;

/** What the streaming reader has beyond its published types. */
interface Sheet extends AsyncIterable<ExcelJS.Row> {
  readonly id: number | string;
  readonly name: string;
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Whether the workbook counts its days from 1904, as old Macintosh ones do. */
const countsFrom1904 = (reader: unknown): boolean =>
  memberOf(memberOf(memberOf(reader, 'properties'), 'model'), 'date1904') === true;

const isSheet = (value: unknown): value is Sheet =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'id' in value &&
  Symbol.asyncIterator in value;

const sheetsOf = async function* (reader: AsyncIterable<unknown>): AsyncGenerator<Sheet> {
  for await (const sheet of reader) if (isSheet(sheet)) yield sheet;
};

const isChosen = (sheet: Sheet, position: number, wanted: number | string): boolean =>
  typeof wanted === 'number' ? position === wanted : sheet.name === wanted;

const chooseSheet = async (sheets: AsyncIterator<Sheet>, wanted: number | string): Promise<Sheet> => {
  const found: string[] = [];
  for (let next = await sheets.next(); next.done !== true; next = await sheets.next()) {
    found.push(next.value.name);
    if (isChosen(next.value, found.length, wanted)) return next.value;
  }
  throw new CodedError('SHEET_UNKNOWN', { sheet: wanted, found: found.join(', ') });
};

const cellsOf = (row: ExcelJS.Row): string[] =>
  Array.from({ length: row.cellCount }, (_, index) => cellText(row.getCell(index + 1).value));

const portions = async function* (sheet: Sheet, close: () => void): AsyncGenerator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  try {
    for await (const row of sheet) {
      batch.push({ number: row.number, cells: cellsOf(row) });
      if (batch.length < PORTION_ROWS) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  } finally {
    close();
  }
};

const broken = (error: unknown): CodedError =>
  error instanceof CodedError
    ? error
    : new CodedError('WORKBOOK_BROKEN', { reason: error instanceof Error ? error.message : String(error) });

const guarded = async function* (
  rows: AsyncIterable<readonly SourceRow[]>,
): AsyncGenerator<readonly SourceRow[]> {
  try {
    yield* rows;
  } catch (error) {
    throw broken(error);
  }
};

const openSheet = async (
  stream: ReadStream,
  wanted: number | string,
): Promise<{ sheet: Sheet; reader: unknown }> => {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(stream, { styles: 'cache', sharedStrings: 'cache' });
  try {
    return { sheet: await chooseSheet(sheetsOf(reader), wanted), reader };
  } catch (error) {
    stream.destroy();
    throw broken(error);
  }
};

/** Opens one sheet of a workbook, row by row; the header is its first row that is not empty. */
export const openWorkbook = async (file: Examined, options: SourceOptions): Promise<Source> => {
  await checkArchive(file.path, file.bytes);
  const stream = createReadStream(file.path);
  const { sheet, reader } = await openSheet(stream, options.sheet ?? 1);
  const { header, rows } = await headed(guarded(portions(sheet, () => stream.destroy())), options.headerRow);
  if (header === undefined) throw new CodedError('FILE_EMPTY');
  return {
    format: { kind: 'xlsx', sheet: sheet.name },
    headers: header.cells,
    serials: countsFrom1904(reader) ? '1904' : '1900',
    rows,
    bytesRead: () => stream.bytesRead,
  };
};
