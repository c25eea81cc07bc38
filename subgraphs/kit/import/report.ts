import type { ErrorCode } from '../../../schema/errors.ts';
import type { Outcome } from './merge/upsert.ts';
import type { SourceFormat } from './read/source.ts';

/** How often a fault or a warning came up. */
export interface Tally {
  readonly code: ErrorCode;
  /** Property of the column; empty for the whole row. */
  readonly property: string;
  readonly count: number;
}

/** One of the first rows, as it is understood. */
export interface PreviewRow {
  /** Row of the file, the header being row 1. */
  readonly row: number;
  readonly outcome: Outcome;
  /** By property; money in yuan. */
  readonly values: Readonly<Record<string, string | null>>;
}

/** What an import did, or with `dryRun` would do. */
export interface ImportReport {
  readonly table: string;
  readonly file: string;
  readonly sha256: string;
  readonly format: SourceFormat;
  readonly columns: {
    readonly matched: readonly { readonly property: string; readonly headers: readonly string[] }[];
    /** Properties that take their default, since the file has no such column. */
    readonly defaulted: readonly string[];
    readonly ignored: readonly string[];
  };
  readonly rows: {
    /** Rows behind the header that are not blank. */
    readonly read: number;
    /** Left out by the mapping's row filter. */
    readonly filtered: number;
    /** Became part of another row of the same key: equal to it, or added up. */
    readonly combined: number;
    readonly inserted: number;
    readonly updated: number;
    readonly unchanged: number;
    readonly rejected: number;
    /** Registered periods that a later one of the file ended. */
    readonly ended: number;
  };
  readonly faults: readonly Tally[];
  readonly warnings: readonly Tally[];
  readonly preview: readonly PreviewRow[];
  readonly dryRun: boolean;
  /** False when nothing was changed: a dry run, or faulty rows under `allOrNothing`. */
  readonly applied: boolean;
}

/** How far an import is. */
export interface ImportProgress {
  readonly phase: 'reading' | 'checking' | 'merging' | 'rejecting';
  readonly rows: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Counts codes by column. */
export const tallies = (): {
  readonly add: (code: ErrorCode, property: string) => void;
  readonly all: () => Tally[];
} => {
  const counts = new Map<string, Tally>();
  return {
    add: (code, property) => {
      const place = `${code} ${property}`;
      counts.set(place, { code, property, count: (counts.get(place)?.count ?? 0) + 1 });
    },
    all: () => [...counts.values()],
  };
};
