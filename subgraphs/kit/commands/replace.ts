import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import type { CheckMeans } from '../import/check/checker.ts';
import { refuseFaults } from './fault.ts';
import { insertRows } from './insert.ts';
import { knownFaults, knownRows } from './judge.ts';
import { rowsJson } from './rows.ts';
import { updateRow } from './update.ts';
import { prepareRows, type NewRows } from './write.ts';

/** The version of a row that a client takes for the present one; none for a row that is to be new. */
type Expected = number | null | undefined;

const refuseOther = (expected: Expected, current: number): void => {
  if (typeof expected === 'number' && expected !== current)
    throw new CodedError('VERSION_STALE', { current, version: expected });
};

/** Registers a row, or puts it in the place of the one with its key, whose version the client knows. */
export const writeOver = async (
  db: ClientBase,
  rows: NewRows,
  expected: Expected,
  means: CheckMeans,
): Promise<object[]> => {
  const { target, checked, faults, placeOf } = await prepareRows(db, rows, means);
  refuseFaults(faults);
  const json = rowsJson(checked.rows);
  const known = await knownRows(db, target, json, 'for update of known');
  const [before] = known;
  refuseOther(expected, before?.version ?? 0);
  if (before === undefined) {
    const fresh = await insertRows(db, target, checked.rows);
    if (fresh.length === 0) refuseFaults(knownFaults(await knownRows(db, target, json), placeOf));
    return fresh;
  }
  if (typeof expected !== 'number') refuseFaults(knownFaults(known, placeOf));
  const properties = target.table.columns.map(({ property }) => property);
  return updateRow(db, target, { id: before.id, rows: json, properties });
};
