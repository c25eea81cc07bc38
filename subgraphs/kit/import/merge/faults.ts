import type { ClientBase } from 'pg';
import type { RowFault } from '../check/rows.ts';
import type { ErrorCode, ErrorDetails } from '../../../../schema/errors.ts';
import { FAULTS, STAGING } from './sql.ts';

/** What is wrong with a row, as the database found it. */
interface FaultRow {
  readonly row_number: number;
  readonly property: string;
  readonly value: string | null;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/** Notes faults of staged rows. `rows` is SQL that returns `row_number` and `value`. */
export const noteFaults = async (
  client: ClientBase,
  rows: string,
  { code, property = '', details = {} }: { code: ErrorCode; property?: string; details?: ErrorDetails },
): Promise<void> => {
  await client.query(
    `insert into ${FAULTS} (row_number, property, value, code, details)
     select found.row_number, $1, found.value::text, $2, $3 from (${rows}) found`,
    [property, code, JSON.stringify(details)],
  );
};

/** Takes the rows with faults out of the staging table. */
export const removeFaulty = async (client: ClientBase): Promise<void> => {
  await client.query(
    `delete from ${STAGING} staged using ${FAULTS} fault where fault.row_number = staged.row_number`,
  );
};

/** The codes of some rows that the database found faulty. */
export const codesOf = async (
  client: ClientBase,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, readonly ErrorCode[]>> => {
  const { rows } = await client.query<{ row_number: number; codes: ErrorCode[] }>(
    `select row_number, array_agg(distinct code) as codes from ${FAULTS} where row_number = any($1) group by 1`,
    [numbers],
  );
  return new Map(rows.map(({ row_number: number, codes }) => [number, codes]));
};

const PORTION = 5000;

/** The faulty rows in the order of the file, with everything that is wrong with each. */
export const faultyRows = async function* (
  client: ClientBase,
): AsyncGenerator<{ number: number; faults: RowFault[] }> {
  await client.query(`declare import_faults no scroll cursor for
    select row_number, property, value, code, details from ${FAULTS} order by row_number`);
  let current: { number: number; faults: RowFault[] } | undefined;
  for (;;) {
    const { rows } = await client.query<FaultRow>(`fetch ${PORTION} from import_faults`);
    for (const { row_number: number, property, value, code, details } of rows) {
      if (current !== undefined && current.number !== number) yield current;
      if (current?.number !== number) current = { number, faults: [] };
      current.faults.push({ code, property, value: value ?? '', details });
    }
    if (rows.length === 0) break;
  }
  if (current !== undefined) yield current;
  await client.query('close import_faults');
};
