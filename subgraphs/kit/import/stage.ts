import type { RowFault, CheckedRow } from './check/rows.ts';
import type { MappedTable } from './map/cells.ts';
import type { Staging, StagedRow } from './merge/staging.ts';
import type { Source, SourceRow } from './read/source.ts';
import type { Rejects } from './rejects.ts';

/** Rows shown in the report. */
const PREVIEW_ROWS = 5;

/** What reading a file into the staging table came to. */
export interface Staged {
  readonly read: number;
  readonly filtered: number;
  readonly rejected: number;
  /** The first rows that pass the filter. */
  readonly first: readonly FirstRow[];
}

/** One of the first rows, sound or not. */
export type FirstRow = CheckedRow & Pick<SourceRow, 'number'>;

/** What staging works with. */
export interface StageOptions {
  readonly source: Source;
  readonly mapped: MappedTable;
  readonly check: (row: SourceRow) => CheckedRow;
  readonly staging: Staging;
  readonly rejects: Rejects;
  readonly onFaults: (faults: readonly RowFault[], row: number) => void;
  readonly onRows: (rows: number) => void;
}

const isBlank = ({ cells }: SourceRow): boolean => cells.every((cell) => cell === '' || cell.trim() === '');

interface Counts {
  read: number;
  filtered: number;
  rejected: number;
  readonly first: FirstRow[];
}

const sortOut = async (
  rows: readonly SourceRow[],
  options: StageOptions,
  counts: Counts,
): Promise<StagedRow[]> => {
  const sound: StagedRow[] = [];
  for (const row of rows) {
    if (isBlank(row)) continue;
    counts.read += 1;
    if (!options.mapped.passes(row)) {
      counts.filtered += 1;
      continue;
    }
    const { values, faults } = options.check(row);
    const { number } = row;
    if (counts.first.length < PREVIEW_ROWS)
      counts.first.push({ number, values, ...(faults === undefined ? {} : { faults }) });
    if (faults === undefined) {
      sound.push({ number, values });
      continue;
    }
    counts.rejected += 1;
    options.onFaults(faults, number);
    await options.rejects.add(row, faults);
  }
  return sound;
};

/** Reads the whole file: sound rows go into the staging table, faulty ones into the file of rejected rows. */
export const stageRows = async (options: StageOptions): Promise<Staged> => {
  const counts: Counts = { read: 0, filtered: 0, rejected: 0, first: [] };
  try {
    for await (const rows of options.source.rows) {
      const sound = await sortOut(rows, options, counts);
      if (sound.length > 0) await options.staging.write(sound);
      options.onRows(counts.read);
    }
    await options.staging.end();
  } catch (error) {
    options.staging.abandon();
    throw error;
  }
  return counts;
};
