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
}

/** Splits the first row off as the header: the rest goes on from where it ended. */
export const headed = async (
  portions: AsyncIterator<readonly SourceRow[]>,
): Promise<{ header: SourceRow | undefined; rows: AsyncIterable<readonly SourceRow[]> }> => {
  let first = await portions.next();
  while (first.done !== true && first.value.length === 0) first = await portions.next();
  const rest = first.done === true ? [] : first.value.slice(1);
  const rows = async function* (): AsyncGenerator<readonly SourceRow[]> {
    try {
      if (rest.length > 0) yield rest;
      for (let next = await portions.next(); next.done !== true; next = await portions.next()) yield next.value;
    } finally {
      await portions.return?.();
    }
  };
  return { header: first.done === true ? undefined : first.value[0], rows: rows() };
};
