import { CodedError, type ErrorCode } from '../../../schema/errors.ts';
import type { RowFault } from './check/rows.ts';
import type { Outcome } from './merge/upsert.ts';
import type { SourceFormat } from './read/source.ts';

/** How often a fault or a warning came up. */
export interface Tally {
  readonly code: ErrorCode;
  /** Property of the column; empty for the whole row. */
  readonly property: string;
  readonly count: number;
  /** The first rows it came up in. */
  readonly rows: readonly number[];
  /** What was wrong with the first of them. */
  readonly en: string;
  readonly zh: string;
}

/** One of the first rows, as it is understood. */
export interface PreviewRow {
  /** Row of the file, the header being row 1. */
  readonly row: number;
  readonly outcome: Outcome;
  /** Why it was rejected. */
  readonly codes: readonly ErrorCode[];
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
    /**
     * By property: the column's English · Chinese name, or the headers of the declared key columns where these stand
     * for the person.
     */
    readonly names: Readonly<Record<string, string>>;
    /** Properties that the file has no column for: they take their default, or a part of the identity number. */
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

/** Row numbers kept of each code. */
const ROWS_SHOWN = 5;

const firstTally = ({ code, property, details }: Omit<RowFault, 'value'>): Tally => {
  const { message: en, zh } = new CodedError(code, details);
  return { code, property, count: 0, rows: [], en, zh };
};

/** Counts codes by column; told of the rows in their order. */
export const tallies = (): {
  readonly add: (found: Omit<RowFault, 'value'>, row: number) => void;
  readonly all: () => Tally[];
} => {
  const counts = new Map<string, Tally>();
  return {
    add: (found, row) => {
      const place = `${found.code} ${found.property}`;
      const before = counts.get(place) ?? firstTally(found);
      const rows = before.rows.length < ROWS_SHOWN ? [...before.rows, row] : before.rows;
      counts.set(place, { ...before, count: before.count + 1, rows });
    },
    all: () => [...counts.values()],
  };
};
