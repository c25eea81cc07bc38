// One transaction on a connection of a pool, given up as a whole.
import type pg from 'pg';

const unheard = (): void => undefined;

/** Gives a connection back once: whole, or broken when nobody knows what became of its transaction. */
const giverBack = (client: pg.PoolClient): ((broken: boolean) => void) => {
  let held = true;
  // A connection that breaks says so to its statement, too; unheard it would end the process.
  client.on('error', unheard);
  return (broken) => {
    if (!held) return;
    held = false;
    if (!broken) client.off('error', unheard);
    client.release(broken);
  };
};

export interface TransactionOptions {
  /** What begins it; default: `begin`. */
  readonly begin?: readonly string[];
  /** Aborted when nobody waits any more: the connection is cut. */
  readonly signal?: AbortSignal;
}

/** Runs a transaction and commits it. What fails takes its connection along. */
export const inTransaction = async <T>(
  pool: pg.Pool,
  run: (db: pg.ClientBase) => Promise<T>,
  { begin = ['begin'], signal }: TransactionOptions = {},
): Promise<T> => {
  const client = await pool.connect();
  const giveBack = giverBack(client);
  signal?.addEventListener('abort', () => giveBack(true), { once: true });
  try {
    signal?.throwIfAborted();
    for (const statement of begin) await client.query(statement);
    const result = await run(client);
    await client.query('commit');
    giveBack(false);
    return result;
  } catch (error) {
    giveBack(true);
    throw error;
  }
};
