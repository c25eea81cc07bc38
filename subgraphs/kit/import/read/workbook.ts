import type ExcelJS from 'exceljs';
import { CodedError } from '../../../../schema/errors.ts';
import { brokenWorkbook, openArchive } from './archive.ts';
import { cellText } from './cell-text.ts';
import type { Examined } from './examine.ts';
import { headed, type Source, type SourceOptions, type SourceRow } from './source.ts';
import { readWorkbook, type Sheet, type Workbook } from './workbook-parts.ts';

const PORTION_ROWS = 1000;

const chooseSheet = ({ sheets }: Workbook, wanted: number | string): string => {
  const name = typeof wanted === 'number' ? sheets[wanted - 1] : sheets.find((sheet) => sheet === wanted);
  if (name !== undefined) return name;
  throw new CodedError('SHEET_UNKNOWN', { sheet: wanted, found: sheets.join(', ') });
};

const cellsOf = (row: ExcelJS.Row): string[] =>
  Array.from({ length: row.cellCount }, (_, index) => cellText(row.getCell(index + 1).value));

const portions = async function* (sheet: Sheet): AsyncGenerator<readonly SourceRow[]> {
  let batch: SourceRow[] = [];
  try {
    for await (const row of sheet) {
      batch.push({ number: row.number, cells: cellsOf(row) });
      if (batch.length < PORTION_ROWS) continue;
      yield batch;
      batch = [];
    }
    yield batch;
  } catch (error) {
    throw brokenWorkbook(error);
  }
};

/** Opens one sheet of a workbook, row by row; the header is its first row that is not empty. */
export const openWorkbook = async (file: Examined, options: SourceOptions): Promise<Source> => {
  const archive = await openArchive(file.path, file.bytes);
  const workbook = await readWorkbook(archive).catch((error: unknown) => {
    throw brokenWorkbook(error);
  });
  const name = chooseSheet(workbook, options.sheet ?? 1);
  const { header, rows } = await headed(portions(workbook.sheet(name)), options.headerRow);
  if (header === undefined) throw new CodedError('FILE_EMPTY');
  return {
    format: { kind: 'xlsx', sheet: name },
    headers: header.cells,
    serials: workbook.serials,
    rows,
    bytesRead: archive.bytesRead,
  };
};
