// Puts records behind the end of the chain, which is moved to the last of them: one statement, all or nothing.
import type { ClientBase, QueryConfig } from 'pg';
import { chained } from './chain.ts';
import { headAt, type Head } from './head.ts';
import type { KeyRing } from './keys.ts';
import { placesFrom } from './places.ts';
import { COLUMN_NAMES, COLUMN_TYPES, valuesOf, type Entry } from './rows.ts';
import { addSubjectLists } from './subjects.ts';

/** Groups up to this size have a statement of their own that is prepared once. */
const PREPARED_MAX = 16;
/** Values of the ends of the chain, before those of the records. */
const END_VALUES = 8;

/**
 * Where the end is another than was given, nothing is written. Where a record is not taken, as by a trigger that drops
 * it, or because the list of its subjects is not there, the division fails, and with it the statement. Whatever the
 * server does by default, it is on the disk when it ends.
 */
const textFor = (count: number): string => `
    with moved as (
      update access_log_head set seq = $1, hash = $2, key_id = $3, seal = $4
      where seq = $5 and hash = $6 and key_id is not distinct from $7 and seal is not distinct from $8
      returning set_config('synchronous_commit', 'on', true)
    ), added as (
      insert into access_log (${COLUMN_NAMES})
      select record.* from moved, (values ${placesFrom(COLUMN_TYPES, END_VALUES + 1, count)}) as record (${COLUMN_NAMES})
      where exists (select from access_log_subjects where id = record.subjects)
      returning 1
    ), counted as (select (select count(*) from moved) as moved, (select count(*) from added) as added)
    select moved = 1 as moved, 1 / (added = moved * ${count})::int as whole from counted`;

const prepared = Array.from({ length: PREPARED_MAX }, (_, index) => ({
  name: `access_log_append_${index + 1}`,
  text: textFor(index + 1),
}));

const appending = (count: number): QueryConfig => prepared[count - 1] ?? { text: textFor(count) };

const endValues = ({ seq, hash, keyId, seal }: Head): unknown[] => [seq, hash, keyId, seal];

/** Adds records whose lists are there behind an end of the chain; the new end. Undefined where it does not end there. */
export const appendRecords = async (
  db: ClientBase,
  keys: KeyRing,
  end: Head,
  entries: readonly Entry[],
): Promise<Head | undefined> => {
  const added = chained(keys.current.key, end, entries);
  const newEnd = headAt(keys, added.at(-1) ?? end);
  const rows = added.flatMap((record) => valuesOf(record, keys.current.id));
  const values = [...endValues(newEnd), ...endValues(end), ...rows];
  const {
    rows: [outcome],
  } = await db.query<{ moved: boolean }>({ ...appending(added.length), values });
  return outcome?.moved === true ? newEnd : undefined;
};

/** Adds records with their lists, for whoever holds the end of the chain; the new end. Nothing waits in between. */
export const appendWithLists = async (
  db: ClientBase,
  keys: KeyRing,
  end: Head,
  entries: readonly Entry[],
): Promise<Head> => {
  const lists = entries.flatMap(({ list }) => list ?? []);
  const [, moved] = await Promise.all([addSubjectLists(db, lists), appendRecords(db, keys, end, entries)]);
  if (moved === undefined) throw new Error('the end of the access log was moved while it was locked');
  return moved;
};
