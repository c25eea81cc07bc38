import { basename } from 'node:path';
import { fenToYuan } from '../../../schema/money.ts';
import type { Value } from './check/rows.ts';
import { mergeColumns } from './judge.ts';
import { codesOf } from './merge/faults.ts';
import { outcomesOf } from './merge/upsert.ts';
import type { ImportReport, PreviewRow } from './report.ts';
import type { Run } from './run.ts';
import type { FirstRow } from './stage.ts';
import type { ColumnType } from './table.ts';

const shown = (type: ColumnType, value: Value): Value =>
  type === 'money' && value !== null ? fenToYuan(value) : value;

/** The first rows as they are understood, without identity numbers, and what will become of them. */
export const previewOf = async (run: Run, first: readonly FirstRow[]): Promise<PreviewRow[]> => {
  const { client } = run.options;
  const numbers = first.map(({ number }) => number);
  const outcomes = await outcomesOf(client, run.target, mergeColumns(run.mapped), numbers);
  const codes = await codesOf(client, numbers);
  return first.map(({ number, values, faults }) => ({
    row: number,
    outcome: faults === undefined ? (outcomes.get(number) ?? 'combined') : 'rejected',
    codes: faults?.map(({ code }) => code) ?? codes.get(number) ?? [],
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
      names: run.names,
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
