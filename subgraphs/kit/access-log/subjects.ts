// Whom accesses touched: a list of persons and institutions is kept once, however many records have it.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '../database/transaction.ts';
import { placesFrom } from './places.ts';

/** Persons and institutions, each sorted and once. */
export interface Subjects {
  /** Keys of persons, 32 hexadecimal digits each. */
  readonly pids: readonly string[];
  readonly institutionCodes: readonly string[];
}

/** A list as it is kept. */
export interface SubjectList {
  readonly id: string;
  readonly pids: Buffer;
  readonly institutionCodes: readonly string[];
}

const ID_DIGITS = 32;
/** Lists that a process knows to be there. One takes some 200 bytes. */
const KNOWN_MAX = 10_000;
/** A list that is known was given to a record that long ago at most; it is there until that record leaves, months later. */
const KNOWN_MS = 24 * 60 * 60 * 1000;
/** Lists that are deleted at once: meanwhile nobody is shown anything. */
const DROPPED_AT_ONCE = 2000;

/** A list as JSON has its two parts, with what stands between them. */
export const subjectsText = ({ pids, institutionCodes }: Subjects): string =>
  `${JSON.stringify(pids)},${JSON.stringify(institutionCodes)}`;

/** The id of a list, given as its text: 32 hexadecimal digits that no other list has. */
export const subjectsId = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, ID_DIGITS);

/** Postgres' own number of the type `uuid`. */
const UUID_OID = 2950;
const UUID_BYTES = 16;

/**
 * Keys of persons as Postgres takes an array of `uuid` in binary: the number of dimensions, whether there are nulls, the
 * type; of the one dimension its length and where it starts; then each with its length. Source: `array_recv`.
 */
const keysOf = (pids: readonly string[]): Buffer => {
  const head = pids.length === 0 ? [0, 0, UUID_OID] : [1, 0, UUID_OID, pids.length, 1];
  const bytes = Buffer.allocUnsafe(4 * head.length + pids.length * (4 + UUID_BYTES));
  let at = 0;
  for (const number of head) at = bytes.writeInt32BE(number, at);
  for (const pid of pids) {
    at = bytes.writeInt32BE(UUID_BYTES, at);
    at += bytes.write(pid, at, 'hex');
  }
  return bytes;
};

/** A list to be kept. */
export const subjectList = (id: string, { pids, institutionCodes }: Subjects): SubjectList => ({
  id,
  pids: keysOf(pids),
  institutionCodes,
});

/** Adds lists that may be there already; for whoever holds the end of the chain. */
export const addSubjectLists = async (db: ClientBase, lists: readonly SubjectList[]): Promise<void> => {
  if (lists.length === 0) return;
  const places = placesFrom(['uuid', 'uuid[]', 'text[]'], 1, lists.length);
  await db.query(
    `insert into access_log_subjects (id, pids, institution_codes) values ${places} on conflict do nothing`,
    lists.flatMap(({ id, pids, institutionCodes }) => [id, pids, institutionCodes]),
  );
};

const UNUSED = 'not exists (select from access_log where subjects = access_log_subjects.id)';

const dropSome = async (db: ClientBase): Promise<number> => {
  const { rows } = await db.query<{ id: string }>(
    `select id from access_log_subjects where ${UNUSED} limit ${DROPPED_AT_ONCE}`,
  );
  // Whoever adds a record with a list that is not known holds the end.
  await db.query('select from access_log_head for update');
  await db.query("set local fournets.access_log_archive = 'on'");
  await db.query(`delete from access_log_subjects where id = any($1::uuid[]) and ${UNUSED}`, [
    rows.map(({ id }) => id),
  ]);
  return rows.length;
};

/** Deletes the lists that no record has any more, as their owner. */
export const dropUnusedLists = async (pool: Pool): Promise<void> => {
  while ((await inTransaction(pool, dropSome)) === DROPPED_AT_ONCE);
};

/** Ids of lists that are on the disk, as far as a process knows. */
export interface KnownLists {
  readonly has: (id: string) => boolean;
  /** Told after each record, so that a list that is used stays known. */
  readonly add: (ids: readonly string[]) => void;
  readonly forgetAll: () => void;
}

export const knownLists = (): KnownLists => {
  const known = new LRUCache<string, true>({ max: KNOWN_MAX, ttl: KNOWN_MS });
  return {
    has: (id) => known.has(id),
    add: (ids) => ids.forEach((id) => known.set(id, true)),
    forgetAll: () => known.clear(),
  };
};
