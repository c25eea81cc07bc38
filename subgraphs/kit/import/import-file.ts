import type { ClientBase } from 'pg';
import { encrypt } from '../identity/cipher.ts';
import { pidOf } from '../identity/pid.ts';
import { rowChecker } from './check/rows.ts';
import { judgeStaged, mergeColumns } from './judge.ts';
import { FAULTS, STAGING } from './merge/sql.ts';
import { createStaging, fillStaging } from './merge/staging.ts';
import { inTransaction } from './merge/transaction.ts';
import { mergeStaging } from './merge/upsert.ts';
import { prepareRun, type ImportOptions, type Run } from './run.ts';
import { rejectJudged } from './reject-judged.ts';
import { previewOf, registerBatch, reportOf } from './outcome.ts';
import type { ImportReport } from './report.ts';
import { stageRows, type Staged } from './stage.ts';

const stage = async (run: Run): Promise<Staged> => {
  const { options, mapped, mapping, source, target, rejects, faults, warnings } = run;
  await createStaging(options.client, target);
  const columns = target.columnsOf(mapped.columns.map(({ column }) => column.property));
  const check = rowChecker({
    table: options.table,
    vocabulary: options.vocabulary,
    pidOf: (identity) => pidOf(options.pidKey, identity),
    seal: (number) => encrypt(options.cipherKey, number),
    mapped,
    mapping,
    headers: source.headers.length,
    serials: source.serials,
    limitsOf: target.limitsOf,
    warn: (code, property, row) => warnings.add({ code, property, details: {} }, row),
  });
  return stageRows({
    source,
    mapped,
    check,
    staging: fillStaging(options.client, columns),
    rejects,
    onFaults: (found, row) => found.forEach((fault) => faults.add(fault, row)),
    onRows: (rows) => run.progress('reading', rows),
  });
};

const countOf = async (client: ClientBase, sql: string): Promise<number> => {
  const { rows } = await client.query<{ count: string }>(sql);
  return Number(rows[0]?.count ?? 0);
};

const carryOut = async (run: Run, keep: () => void): Promise<ImportReport> => {
  const { client, dryRun = false, allOrNothing = false } = run.options;
  const { read, filtered, first, ...early } = await stage(run);
  run.progress('checking', read);
  const combined = await judgeStaged(run);
  const judged = await countOf(client, `select count(distinct row_number) as count from ${FAULTS}`);
  if (judged > 0) await rejectJudged(run, judged);
  const preview = await previewOf(run, first);
  const sound = await countOf(client, `select count(*) as count from ${STAGING}`);
  run.progress('merging', read);
  const merged = await mergeStaging(client, run.target, mergeColumns(run.mapped));
  const rejected = early.rejected + judged;
  const unchanged = sound - merged.inserted - merged.updated;
  const rows = { read, filtered, combined, unchanged, rejected, ...merged };
  await registerBatch(run, rows);
  const applied = !dryRun && !(allOrNothing && rejected > 0);
  if (applied) keep();
  return reportOf(run, rows, preview, applied);
};

/**
 * Imports a file into a table in one transaction: what the file says is new is inserted, what it says otherwise is
 * updated, the rest is left alone, and rows that cannot be taken are written to a file.
 */
export const importFile = async (options: ImportOptions): Promise<ImportReport> => {
  const run = await prepareRun(options);
  return inTransaction(options.client, run.target.name, async (keep) => {
    const report = await carryOut(run, keep);
    await run.rejects.close();
    return report;
  });
};
