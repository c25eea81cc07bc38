// Puts the indexes of the log in order before a record has to wait for it.
import pg from 'pg';

/**
 * Lists of subjects after which it is done. Postgres keeps the entries of a GIN index in a list of its own, and the insert
 * that makes it 4 MB long, some 1,000 lists of a hundred persons, puts them all in their places, which takes 60 ms:
 * whoever's record that is waits for it, and so do all behind it.
 */
const LISTS = 500;
/** Time after which the connection is closed. */
const IDLE_TIMEOUT_MS = 10_000;

/** Departments in one process have written as much at the same moment: one after the other, so that a core stays free. */
let turn: Promise<unknown> = Promise.resolve();

/** Puts the indexes of one department's log in order. */
export interface Tidier {
  /** Tells that a list was added. */
  readonly added: () => void;
  /** Ends what is being done, and the connection. */
  readonly close: () => Promise<void>;
}

/** Where it fails nothing is lost: then the insert does it. */
export const openTidier = (url: string): Tidier => {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'fournets access log index',
    max: 1,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  pool.on('error', () => undefined);
  let since = 0;
  const tidy = async (): Promise<void> => {
    await pool.query('select access_log_tidy()').catch(() => undefined);
  };
  return {
    added: () => {
      since += 1;
      if (since < LISTS) return;
      since = 0;
      turn = turn.then(tidy);
    },
    close: async () => {
      await turn;
      await pool.end();
    },
  };
};
