// One statement on a connection of a pool.
import type { ClientBase, Pool } from 'pg';

/** Runs a statement that is its own transaction. What fails, or is waited for no longer, takes its connection along. */
export const onConnection = async <T>(
  pool: Pool,
  signal: AbortSignal,
  run: (db: ClientBase) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  let held = true;
  const giveBack = (broken: boolean): void => {
    if (held) client.release(broken);
    held = false;
  };
  const cut = (): void => giveBack(true);
  // A connection that breaks says so to its statement, too; unheard it would end the process.
  client.on('error', cut);
  signal.addEventListener('abort', cut, { once: true });
  try {
    signal.throwIfAborted();
    const result = await run(client);
    if (held) client.off('error', cut);
    giveBack(false);
    return result;
  } catch (error) {
    giveBack(true);
    throw error;
  } finally {
    signal.removeEventListener('abort', cut);
  }
};
