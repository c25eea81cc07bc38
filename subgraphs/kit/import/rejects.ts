import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { CodedError } from '../../../schema/errors.ts';
import type { RowFault } from './check/rows.ts';
import { REJECTION_HEADERS } from './map/headers.ts';
import { fold } from './map/fold.ts';
import type { SourceRow } from './read/source.ts';

/** The file of rejected rows. */
export interface Rejects {
  readonly add: (row: SourceRow, faults: readonly RowFault[]) => Promise<void>;
  /** Resolves when the file is on the disk; it is only made when a row was rejected. */
  readonly close: () => Promise<void>;
}

const BYTE_ORDER_MARK = '\ufeff';
/** Between the faults of one row. */
const BETWEEN = ' | ';

const quoted = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const line = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\r\n`;

const remarks = (
  row: SourceRow,
  faults: readonly RowFault[],
  names: Readonly<Record<string, string>>,
): string[] => {
  const errors = faults.map(({ code, details }) => new CodedError(code, details));
  return [
    [String(row.number)],
    faults.map(({ property }) => names[property] ?? ''),
    faults.map(({ value }) => value),
    faults.map(({ code }) => code),
    errors.map(({ message }) => message),
    errors.map(({ zh }) => zh),
  ].map((parts) => parts.join(BETWEEN));
};

/**
 * Writes rejected rows as CSV that a spreadsheet opens: the file's own columns first, so that it can be corrected and
 * imported with the same mapping, then what was wrong, with the columns under their `names` by property. Remarks of
 * an earlier rejection are left out.
 */
export const rejectsFile = (
  path: string,
  headers: readonly string[],
  names: Readonly<Record<string, string>>,
): Rejects => {
  const own = new Set<string>(REJECTION_HEADERS.map(fold));
  const kept = headers.flatMap((header, index) => (own.has(fold(header)) ? [] : [index]));
  let stream: WriteStream | undefined;
  const start = async (): Promise<WriteStream> => {
    const opened = createWriteStream(path);
    await once(opened, 'open').catch((error: unknown) => {
      throw new CodedError('FILE_NOT_FOUND', { file: path, reason: String(error) }, { cause: error });
    });
    opened.write(
      BYTE_ORDER_MARK + line([...kept.map((index) => headers[index] ?? ''), ...REJECTION_HEADERS]),
    );
    return opened;
  };
  return {
    add: async (row, faults) => {
      stream ??= await start();
      const cells = kept.map((index) => row.cells[index] ?? '');
      if (!stream.write(line([...cells, ...remarks(row, faults, names)]))) await once(stream, 'drain');
    },
    close: async () => {
      if (stream !== undefined) await finished(stream.end());
    },
  };
};
