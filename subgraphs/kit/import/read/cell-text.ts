import type { CellValue } from 'exceljs';

/** Digits that a spreadsheet keeps of a number; what a float shows behind them is noise. */
const SPREADSHEET_DIGITS = 15;

const numberText = (value: number): string => {
  const rounded = Number(value.toPrecision(SPREADSHEET_DIGITS));
  return Number.isSafeInteger(rounded) ? BigInt(rounded).toString() : String(rounded);
};

const dateText = (value: Date): string =>
  Number.isNaN(value.getTime())
    ? ''
    : value
        .toISOString()
        .replace('T', ' ')
        .replace(/( 00:00:00)?\.\d+Z$/, '');

/** A workbook's cell as the text that a CSV export would hold; an error such as #N/A stays visible. */
export const cellText = (value: CellValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('error' in value) return value.error;
  if ('hyperlink' in value) return value.text;
  return 'result' in value ? cellText(value.result) : '';
};
