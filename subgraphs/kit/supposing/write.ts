// Facts that are supposed: written as a command would write them, in a transaction that is taken back.
import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import type { SupposedFact } from '../../../schema/sharing.ts';
import { amendRow } from '../commands/amend.ts';
import { writeError } from '../commands/failure.ts';
import { rowAt } from '../commands/given.ts';
import { limitWaiting } from '../commands/lock.ts';
import { writeNew } from '../commands/write.ts';
import type { Department } from '../department.ts';
import type { CheckMeans } from '../import/check/checker.ts';
import type { ImportTable } from '../import/table.ts';

type Tables = Pick<Department, 'name' | 'tables'>;

const tableOf = ({ name, tables }: Tables, wanted: string): ImportTable => {
  const found = tables.find((table) => table.name === wanted);
  if (found !== undefined) return found;
  const known = tables.map((table) => table.name).join(', ');
  throw new CodedError('IMPORT_TABLE_UNKNOWN', { department: name, table: wanted, found: known });
};

const register = async (
  db: ClientBase,
  table: ImportTable,
  { fields, orKnown = false }: SupposedFact,
  means: CheckMeans,
): Promise<void> => {
  try {
    await writeNew(db, [{ table, given: [rowAt(fields, [table.name])] }], means);
  } catch (error) {
    if (!(orKnown && error instanceof CodedError && error.code === 'FACT_KNOWN')) throw error;
  }
};

/**
 * Writes supposed facts in their order, through the checks of commands and what commands change of other rows. Throws
 * COMMAND_INVALID with the table and the field of each fault, FACT_KNOWN, FACT_UNKNOWN, VERSION_STALE, WRITE_BUSY.
 */
export const writeSupposed = async (
  db: ClientBase,
  department: Tables,
  facts: readonly SupposedFact[],
  means: CheckMeans,
): Promise<void> => {
  try {
    await limitWaiting(db);
    for (const fact of facts) {
      const table = tableOf(department, fact.table);
      const { amends, fields } = fact;
      if (amends === undefined) await register(db, table, fact, means);
      else await amendRow(db, { table, ...amends, fields, document: undefined }, means);
    }
  } catch (error) {
    throw writeError(error);
  }
};
