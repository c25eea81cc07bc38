import type { ClientBase } from 'pg';
import type { Target } from '../import/merge/target.ts';

/**
 * How long a command waits for an import, or for another command on the same fact. Those who wait hold connections that
 * readers want, too.
 */
const LOCK_TIMEOUT_MS = 3000;

/** Says how long the transaction waits for others at most. */
export const limitWaiting = async (db: ClientBase): Promise<void> => {
  await db.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`);
};

/** Waits until no import writes to the table, and keeps imports out until the command is over. */
export const keepImportsOut = async (db: ClientBase, { name }: Target): Promise<void> => {
  await db.query('select pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [`import ${name}`]);
};

/** One command after the other where periods succeed each other; `groups` are the values that they do so within. */
export const lockSuccessions = async (
  db: ClientBase,
  { name }: Target,
  groups: readonly (readonly (string | null)[])[],
): Promise<void> => {
  const texts = [...new Set(groups.map((group) => JSON.stringify([name, ...group])))].toSorted();
  for (const text of texts)
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`succession ${text}`]);
};
