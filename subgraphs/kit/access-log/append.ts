// Puts records behind the end of the chain, which is moved to the last of them: one statement, all or nothing.
import type { ClientBase } from 'pg';
import { chained } from './chain.ts';
import { headAt, type Head } from './head.ts';
import type { KeyRing } from './keys.ts';
import type { AccessRecord } from './record.ts';
import { COLUMN_NAMES, COLUMN_TYPES, toRow } from './rows.ts';

/**
 * Where the end is another than was given, nothing is written. Where a record is not taken, as by a trigger that drops
 * it, the division fails, and with it the statement. Whatever the server does by default, it is on the disk when it ends.
 */
const APPEND = {
  name: 'access_log_append',
  text: `
    with moved as (
      update access_log_head set seq = $2, hash = $3, key_id = $4, seal = $5
      where seq = $6 and hash = $7 and key_id is not distinct from $8 and seal is not distinct from $9
      returning set_config('synchronous_commit', 'on', true)
    ), added as (
      insert into access_log (${COLUMN_NAMES})
      select ${COLUMN_NAMES} from moved, json_to_recordset($1) as record(${COLUMN_TYPES})
      returning 1
    ), counted as (select (select count(*) from moved) as moved, (select count(*) from added) as added)
    select moved = 1 as moved, 1 / (added = moved * $10)::int as whole from counted`,
};

const valuesOf = ({ seq, hash, keyId, seal }: Head): unknown[] => [seq, hash, keyId, seal];

/** Adds records behind an end of the chain; the new end. Undefined where the chain does not end there. */
export const appendRecords = async (
  db: ClientBase,
  keys: KeyRing,
  end: Head,
  records: readonly AccessRecord[],
): Promise<Head | undefined> => {
  const added = chained(keys.current.key, end, records);
  const newEnd = headAt(keys, added.at(-1) ?? end);
  const rows = JSON.stringify(added.map((record) => toRow(record, keys.current.id)));
  const values = [rows, ...valuesOf(newEnd), ...valuesOf(end), added.length];
  const {
    rows: [outcome],
  } = await db.query<{ moved: boolean }>({ ...APPEND, values });
  return outcome?.moved === true ? newEnd : undefined;
};
