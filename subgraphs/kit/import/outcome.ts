import { basename } from 'node:path';
import { fenToYuan } from '../database/fen.ts';
import type { Value } from './check/rows.ts';
import { mergeColumns } from './judge.ts';
import type { StagedRow } from './merge/staging.ts';
import { outcomesOf } from './merge/upsert.ts';
import type { ImportReport, PreviewRow } from './report.ts';
import type { Run } from './run.ts';
import type { ColumnType } from './table.ts';

const shown = (type: ColumnType, value: Value): Value =>
  type === 'money' && value !== null ? fenToYuan(value) : value;

/** The first rows as they are understood, without identity numbers, and what will become of them. */
export const previewOf = async (run: Run, first: readonly StagedRow[]): Promise<PreviewRow[]> => {
  const numbers = first.map(({ number }) => number);
  const outcomes = await outcomesOf(run.options.client, run.target, mergeColumns(run.mapped), numbers);
  return first.map(({ number, values }) => ({
    row: number,
    outcome: outcomes.get(number) ?? 'combined',
    values: Object.fromEntries(
      run.mapped.columns.flatMap(({ column: { property, type } }, index) =>
        type === 'identityNumber' ? [] : [[property, shown(type, values[index] ?? null)]],
      ),
    ),
  }));
};

/** Notes the import in the register of imports. */
export const registerBatch = async (
  { options, target, examined }: Run,
  { inserted, updated, unchanged, rejected }: ImportReport['rows'],
): Promise<void> => {
  await options.client.query(
    `insert into import_batch (fact, file_name, file_sha256, inserted, updated, unchanged, rejected)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [target.name, basename(options.file), examined.sha256, inserted, updated, unchanged, rejected],
  );
};

/** The report of a finished import. */
export const reportOf = (
  run: Run,
  rows: ImportReport['rows'],
  preview: readonly PreviewRow[],
  applied: boolean,
): ImportReport => {
  const { columns, ignored } = run.mapped;
  const matched = columns.filter(({ defaulted }) => !defaulted);
  return {
    table: run.options.table.name,
    file: run.options.file,
    sha256: run.examined.sha256,
    format: run.source.format,
    columns: {
      matched: matched.map(({ column, headers }) => ({ property: column.property, headers })),
      defaulted: columns.filter(({ defaulted }) => defaulted).map(({ column }) => column.property),
      ignored,
    },
    rows,
    faults: run.faults.all(),
    warnings: run.warnings.all(),
    preview,
    dryRun: run.options.dryRun === true,
    applied,
  };
};
