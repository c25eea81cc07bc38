import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { CodedError } from '../../../../schema/errors.ts';
import type { Archive } from './archive.ts';

/** A sheet while its rows are read. */
export interface Sheet extends AsyncIterable<ExcelJS.Row> {
  readonly name: string;
}

/**
 * The steps of the streaming reader of exceljs 4.4. They are taken one by one over our own archive because the reader's
 * own way through a ZIP loses its last part now and then, and tears characters apart that lie across two chunks.
 */
interface Steps {
  readonly _parseRels: (text: Readable) => Promise<void>;
  readonly _parseWorkbook: (text: Readable) => Promise<void>;
  readonly _parseStyles: (text: Readable) => Promise<void>;
  readonly _parseSharedStrings: (text: Readable) => AsyncIterable<unknown>;
  readonly _parseWorksheet: (
    text: AsyncIterable<string>,
    number: string,
  ) => Iterable<{ readonly value: Sheet }>;
  readonly workbookRels: readonly { readonly Id: string; readonly Target: string }[];
  readonly model: { readonly sheets: readonly { readonly name: string; readonly rId: string }[] };
  readonly properties?: { readonly model?: { readonly date1904?: boolean } };
}

const STEPS = ['_parseRels', '_parseWorkbook', '_parseStyles', '_parseSharedStrings', '_parseWorksheet'];

const hasSteps = (reader: unknown): reader is Steps =>
  STEPS.every((step) => typeof Reflect.get(Object(reader), step) === 'function');

const newReader = (): Steps => {
  const reader: unknown = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([]), {
    worksheets: 'emit',
    styles: 'cache',
    sharedStrings: 'cache',
  });
  if (!hasSteps(reader)) throw new Error('exceljs has another streaming reader than 4.4');
  return reader;
};

/** A workbook of which everything but the sheets is read. */
export interface Workbook {
  readonly sheets: readonly string[];
  /** Base of its day numbers: old Macintosh workbooks count from 1904. */
  readonly serials: '1900' | '1904';
  readonly sheet: (name: string) => Sheet;
}

const partOf = (reader: Steps, name: string): string => {
  const id = reader.model.sheets.find((sheet) => sheet.name === name)?.rId;
  const target = reader.workbookRels.find((rel) => rel.Id === id)?.Target ?? '';
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
};

const openSheet = (archive: Archive, reader: Steps, name: string): Sheet => {
  const [found] = reader._parseWorksheet(archive.text(partOf(reader, name)), '');
  if (found === undefined)
    throw new CodedError('WORKBOOK_BROKEN', { reason: `sheet ${name} cannot be opened` });
  return found.value;
};

const readShared = async (archive: Archive, reader: Steps): Promise<void> => {
  if (!archive.has('xl/sharedStrings.xml')) return;
  const events = reader._parseSharedStrings(Readable.from(archive.text('xl/sharedStrings.xml')));
  for await (const _ of events);
};

/** Reads what the sheets of a workbook refer to: their names, styles and shared strings. */
export const readWorkbook = async (archive: Archive): Promise<Workbook> => {
  if (!archive.has('xl/workbook.xml')) throw new CodedError('FILE_KIND_UNKNOWN', { found: 'ZIP' });
  const reader = newReader();
  await reader._parseRels(Readable.from(archive.text('xl/_rels/workbook.xml.rels')));
  await reader._parseWorkbook(Readable.from(archive.text('xl/workbook.xml')));
  if (archive.has('xl/styles.xml')) await reader._parseStyles(Readable.from(archive.text('xl/styles.xml')));
  await readShared(archive, reader);
  return {
    sheets: reader.model.sheets.map(({ name }) => name),
    serials: reader.properties?.model?.date1904 === true ? '1904' : '1900',
    sheet: (name) => openSheet(archive, reader, name),
  };
};
