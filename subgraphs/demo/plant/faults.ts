import pg, { type Client } from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { Chunk } from '../build.ts';
import type { Case } from '../cases/recipe.ts';
import { TABLES } from '../rows/tables.ts';
import { copyRows } from './copy.ts';
import { openTables, type Targets } from './plant.ts';

/** Tables that no rule reads, some of whose rows the district has already. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'division',
  'tour',
  'tour_unit',
  'tour_finding',
  'lead_transfer',
  'supervision_proposal',
  'audit_finding',
  'selection_check',
]);

const add = async (client: Client, department: DepartmentName, { rows }: Chunk): Promise<void> => {
  for (const [table, columns] of Object.entries(TABLES[department])) {
    const found = LEFT_OUT.has(table) ? undefined : rows.get(table);
    if (found !== undefined) await copyRows(client, table, columns, found.bytes);
  }
};

/** Adds planted rows to a department's facts: all of them, or none. */
const plantInto = async (
  client: Client,
  department: DepartmentName,
  chunks: readonly Chunk[],
): Promise<void> => {
  await client.connect();
  try {
    await client.query('begin');
    await openTables(client, department, 'OPEN');
    for (const chunk of chunks) await add(client, department, chunk);
    await openTables(client, department, 'AS_USUAL');
    await client.query('commit');
    await client.query('analyze');
  } finally {
    await client.end();
  }
};

/** Adds faults, see `generateFaults`, to districts that have facts already: copies, never the district itself. */
export const plantFaults = async (targets: Targets, faults: Iterable<Chunk>): Promise<Case[]> => {
  const chunks = [...faults];
  await Promise.all(
    DEPARTMENT_NAMES.map((department) => plantInto(new pg.Client(targets[department]), department, chunks)),
  );
  return chunks.flatMap(({ cases }) => cases);
};
