// Tables for spreadsheets, as CSV (RFC 4180).

/** What a table begins with, for a spreadsheet to know that the text is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A cell; null for an empty one. */
export type Cell = string | number | null;

/**
 * What a spreadsheet would take for a formula; also in full width, as some do. Source: OWASP, CSV injection. People
 * and clients choose some of the texts.
 */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/;

const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

const quoted = (cell: Cell): string => `"${guarded(String(cell ?? '')).replaceAll('"', '""')}"`;

/** A line of a table with its end: every cell quoted, none of them a formula. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\r\n`;
