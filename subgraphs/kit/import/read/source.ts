import type { LineEnd } from './sniff.ts';

/** One row of a file as text; `number` counts as a spreadsheet does, the header being row 1. */
export interface SourceRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** What the file turned out to be. */
export type SourceFormat =
  | { readonly kind: 'csv'; readonly encoding: string; readonly lineEnd: LineEnd; readonly delimiter: string }
  | { readonly kind: 'xlsx'; readonly sheet: string };

/** A file opened for its rows. */
export interface Source {
  readonly format: SourceFormat;
  readonly headers: readonly string[];
  /** Base of the date serials in the cells; undefined where dates are only written out. */
  readonly serials?: '1900' | '1904';
  /** The rows behind the header, in portions. */
  readonly rows: AsyncIterable<readonly SourceRow[]>;
  /** Bytes of the file read so far. */
  readonly bytesRead: () => number;
}

/** How to read a file where it does not tell by itself. */
export interface SourceOptions {
  /** Position from 1, or name, of the sheet. */
  readonly sheet?: number | string;
  readonly delimiter?: string;
  /** Row of the header where titles stand above it; else the first row is the header. */
  readonly headerRow?: number;
}

/** Splits the header off: the rows go on from where it ended. */
export const headed = async (
  portions: AsyncIterator<readonly SourceRow[]>,
  headerRow = 1,
): Promise<{ header: SourceRow | undefined; rows: AsyncIterable<readonly SourceRow[]> }> => {
  let next = await portions.next();
  let found: readonly SourceRow[] = [];
  while (next.done !== true && found.length === 0) {
    found = next.value.filter(({ number }) => number >= headerRow);
    if (found.length === 0) next = await portions.next();
  }
  const rows = async function* (): AsyncGenerator<readonly SourceRow[]> {
    try {
      yield found.slice(1);
      for (let more = await portions.next(); more.done !== true; more = await portions.next())
        yield more.value;
    } finally {
      await portions.return?.();
    }
  };
  return { header: found[0], rows: rows() };
};
