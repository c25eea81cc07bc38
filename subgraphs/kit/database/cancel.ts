import pg from 'pg';

/** Time after which the connection that sends cancellations is closed: they come seldom, and then together. */
const IDLE_TIMEOUT_MS = 10_000;

/** Ends the statement that a backend runs. */
export interface Canceller {
  readonly cancel: (client: pg.PoolClient) => void;
  readonly close: () => Promise<void>;
}

/** The number of a client's backend; `pg` learns it when it connects, its types do not tell. */
const backendOf = (client: pg.PoolClient): number | null =>
  'processID' in client && typeof client.processID === 'number' ? client.processID : null;

/**
 * Cancels statements over a connection of its own, since those of the pool may all be waiting for one. The application
 * role may cancel what it runs itself. Whoever cancels must not use the client again: the cancellation may arrive late.
 */
export const openCanceller = (options: pg.PoolConfig): Canceller => {
  const pool = new pg.Pool({ ...options, max: 1, idleTimeoutMillis: IDLE_TIMEOUT_MS, allowExitOnIdle: true });
  // One that breaks is made again for the next cancellation.
  pool.on('error', () => undefined);
  return {
    cancel: (client) => {
      const backend = backendOf(client);
      // A backend that cannot be told ends by its statement timeout.
      if (backend !== null) pool.query('select pg_cancel_backend($1)', [backend]).catch(() => undefined);
    },
    close: () => pool.end(),
  };
};
