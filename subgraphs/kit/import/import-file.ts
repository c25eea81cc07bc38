import { basename, resolve } from 'node:path';
import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import type { CheckKeys } from './check/checker.ts';
import { rowChecker } from './check/rows.ts';
import { judgeStaged, mergeColumns } from './judge.ts';
import { mapTable, type MappedTable } from './map/cells.ts';
import { NO_MAPPING, type Mapping } from './map/mapping.ts';
import { faultyRows } from './merge/faults.ts';
import { FAULTS, STAGING } from './merge/sql.ts';
import { createStaging, fillStaging } from './merge/staging.ts';
import { readTarget, type Target } from './merge/target.ts';
import { inTransaction } from './merge/transaction.ts';
import { mergeStaging, outcomesOf, type Merged } from './merge/upsert.ts';
import { examine, type Examined } from './read/examine.ts';
import { openSource } from './read/open.ts';
import type { Source, SourceOptions } from './read/source.ts';
import { rejectsFile, type Rejects } from './rejects.ts';
import { tallies, type ImportProgress, type ImportReport, type PreviewRow } from './report.ts';
import { stageRows, type Staged } from './stage.ts';
import type { ImportTable } from './table.ts';

/** What an import needs. */
export interface ImportOptions extends CheckKeys {
  readonly table: ImportTable;
  readonly file: string;
  /** A connection of the department's application role, used by nobody else meanwhile. */
  readonly client: ClientBase;
  readonly mapping?: Mapping | undefined;
  /** Position or name of the sheet; overrules the mapping. */
  readonly sheet?: number | string | undefined;
  /** Where rejected rows are written. */
  readonly rejectedFile: string;
  /** Does everything and keeps nothing. */
  readonly dryRun?: boolean | undefined;
  /** Keeps nothing when a row is rejected; else the good rows go in. */
  readonly allOrNothing?: boolean | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** An import under way. */
interface Run {
  readonly options: ImportOptions;
  readonly mapping: Mapping;
  readonly examined: Examined;
  readonly reading: SourceOptions;
  readonly source: Source;
  readonly mapped: MappedTable;
  readonly target: Target;
  readonly rejects: Rejects;
  readonly faults: ReturnType<typeof tallies>;
  readonly warnings: ReturnType<typeof tallies>;
  readonly progress: (phase: ImportProgress['phase'], rows: number) => void;
}

const readingOf = (
  { sheet, delimiter, headerRow }: Mapping,
  chosen: ImportOptions['sheet'],
): SourceOptions => ({
  ...(chosen === undefined ? (sheet === undefined ? {} : { sheet }) : { sheet: chosen }),
  ...(delimiter === undefined ? {} : { delimiter }),
  ...(headerRow === undefined ? {} : { headerRow }),
});

const prepare = async (options: ImportOptions): Promise<Run> => {
  const { table, file, client, rejectedFile, mapping = NO_MAPPING } = options;
  if (resolve(rejectedFile) === resolve(file)) throw new CodedError('REJECTED_FILE_IS_SOURCE', { file });
  const examined = await examine(file, mapping.encoding);
  const reading = readingOf(mapping, options.sheet);
  const source = await openSource(examined, reading);
  const mapped = mapTable(table, source.headers, mapping);
  const labelOf = (property: string): string => {
    const column = table.columns.find((candidate) => candidate.property === property);
    return column === undefined ? '' : `${column.en} · ${column.zh}`;
  };
  return {
    options,
    mapping,
    examined,
    reading,
    source,
    mapped,
    target: await readTarget(client, table),
    rejects: rejectsFile(rejectedFile, source.headers, labelOf),
    faults: tallies(),
    warnings: tallies(),
    progress: (phase, rows) =>
      options.onProgress?.({ phase, rows, bytes: source.bytesRead(), totalBytes: examined.bytes }),
  };
};

const stage = async (run: Run): Promise<Staged> => {
  const { options, mapped, mapping, source, target, rejects, faults, warnings } = run;
  await createStaging(options.client, target);
  const columns = target.columnsOf(mapped.columns.map(({ column }) => column.property));
  const check = rowChecker({
    ...options,
    mapped,
    mapping,
    headers: source.headers.length,
    serials: source.serials,
    limitsOf: target.limitsOf,
    warn: warnings.add,
  });
  return stageRows({
    source,
    mapped,
    check,
    staging: fillStaging(options.client, columns),
    rejects,
    onFaults: (found) => found.forEach(({ code, property }) => faults.add(code, property)),
    onRows: (rows) => run.progress('reading', rows),
  });
};

/** Rows that only the database could judge are read from the file a second time, to be written out whole. */
const rejectJudged = async (run: Run): Promise<number> => {
  const { client } = run.options;
  const { rows } = await client.query<{ count: string }>(
    `select count(distinct row_number) as count from ${FAULTS}`,
  );
  const count = Number(rows[0]?.count ?? 0);
  if (count === 0) return 0;
  run.progress('rejecting', count);
  const faulty = faultyRows(client);
  let next = await faulty.next();
  const again = await openSource(run.examined, run.reading);
  for await (const portion of again.rows) {
    for (const row of portion) {
      if (next.done === true) return count;
      if (row.number !== next.value.number) continue;
      next.value.faults.forEach(({ code, property }) => run.faults.add(code, property));
      await run.rejects.add(row, next.value.faults);
      next = await faulty.next();
    }
  }
  return count;
};

const preview = async (run: Run, { first }: Staged): Promise<PreviewRow[]> => {
  const columns = mergeColumns(run.mapped);
  const outcomes = await outcomesOf(
    run.options.client,
    run.target,
    columns,
    first.map(({ number }) => number),
  );
  return first.map(({ number, values }) => ({
    row: number,
    outcome: outcomes.get(number) ?? 'rejected',
    values: Object.fromEntries(
      run.mapped.columns.flatMap(({ column: { property, type } }, index) =>
        type === 'identityNumber' ? [] : [[property, values[index] ?? null]],
      ),
    ),
  }));
};

const registerBatch = async (
  run: Run,
  merged: Merged,
  unchanged: number,
  rejected: number,
): Promise<void> => {
  await run.options.client.query(
    `insert into import_batch (fact, file_name, file_sha256, inserted, updated, unchanged, rejected)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      run.target.name,
      basename(run.options.file),
      run.examined.sha256,
      merged.inserted,
      merged.updated,
      unchanged,
      rejected,
    ],
  );
};

const reportOf = (
  run: Run,
  rows: ImportReport['rows'],
  previewed: PreviewRow[],
  applied: boolean,
): ImportReport => ({
  table: run.options.table.name,
  file: run.options.file,
  sha256: run.examined.sha256,
  format: run.source.format,
  columns: {
    matched: run.mapped.columns
      .filter(({ defaulted }) => !defaulted)
      .map(({ column, headers }) => ({ property: column.property, headers })),
    defaulted: run.mapped.columns.filter(({ defaulted }) => defaulted).map(({ column }) => column.property),
    ignored: run.mapped.ignored,
  },
  rows,
  faults: run.faults.all(),
  warnings: run.warnings.all(),
  preview: previewed,
  dryRun: run.options.dryRun === true,
  applied,
});

const carryOut = async (run: Run, keep: () => void): Promise<ImportReport> => {
  const { client, dryRun = false, allOrNothing = false } = run.options;
  const staged = await stage(run);
  run.progress('checking', staged.read);
  const combined = await judgeStaged(client, run.target, run.mapped, run.mapping);
  const rejected = staged.rejected + (await rejectJudged(run));
  const previewed = await preview(run, staged);
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from ${STAGING}`);
  run.progress('merging', staged.read);
  const merged = await mergeStaging(client, run.target, mergeColumns(run.mapped));
  const unchanged = Number(rows[0]?.count ?? 0) - merged.inserted - merged.updated;
  await registerBatch(run, merged, unchanged, rejected);
  const applied = !dryRun && !(allOrNothing && rejected > 0);
  if (applied) keep();
  const { read, filtered } = staged;
  return reportOf(run, { read, filtered, combined, unchanged, rejected, ...merged }, previewed, applied);
};

/**
 * Imports a file into a table in one transaction: what the file says is new is inserted, what it says otherwise is
 * updated, the rest is left alone, and rows that cannot be taken are written to a file.
 */
export const importFile = async (options: ImportOptions): Promise<ImportReport> => {
  const run = await prepare(options);
  const report = await inTransaction(options.client, run.target.name, async (keep) => {
    const done = await carryOut(run, keep);
    await run.rejects.close();
    return done;
  });
  return report;
};
