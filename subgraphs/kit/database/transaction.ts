// One transaction on a connection of a pool, given up as a whole.
import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';

/** SQLSTATE classes of a server that is stopping, starting, full or gone. Source: PostgreSQL manual, appendix A. */
const UNAVAILABLE = /^(08|53|57P)/;
/** SQLSTATE of a server that only reads: one that waits to take another's place, or whose disk is being looked after. */
const READ_ONLY = '25006';
/** How Node and `pg` say that there is no server behind a connection. */
const UNCONNECTED =
  /ECONN|EPIPE|ENOENT|Connection terminated|not queryable|timeout exceeded when trying to connect/;

const isUnavailable = (error: unknown): boolean => {
  if (error instanceof CodedError) return false;
  if (!(error instanceof pg.DatabaseError)) return UNCONNECTED.test(String(error));
  return UNAVAILABLE.test(error.code ?? '') || error.code === READ_ONLY;
};

/** A server that is not there to write is something else than a statement that is wrong. Nothing was kept. */
const unavailableError = (error: unknown): unknown =>
  isUnavailable(error) ? new CodedError('DATABASE_UNAVAILABLE', {}, { cause: error }) : error;

/** Nobody knows what became of a transaction whose end was asked for and not confirmed. */
const unconfirmedError = (error: unknown): unknown =>
  isUnavailable(error) ? new CodedError('WRITE_UNCONFIRMED', {}, { cause: error }) : error;

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
  /** What begins it; default: `begin`, and its end is on the disk whatever the server does by default. */
  readonly begin?: readonly string[];
  /** Aborted when nobody waits any more: the connection is cut. */
  readonly signal?: AbortSignal;
  /** What ends it; default: `commit`. After `rollback` nothing of it is kept. */
  readonly end?: 'commit' | 'rollback';
  /** Ends the statement under way when nobody waits any more; default: it ends with its timeout. */
  readonly cancel?: (client: pg.PoolClient) => void;
}

const connect = (pool: pg.Pool): Promise<pg.PoolClient> =>
  pool.connect().catch((error: unknown) => {
    throw unavailableError(error);
  });

const commit = (client: pg.PoolClient): Promise<unknown> =>
  client.query('commit').catch((error: unknown) => {
    throw unconfirmedError(error);
  });

/** Begins a transaction whose end is on the disk whatever the server does by default. */
export const BEGIN = 'begin; set local synchronous_commit = on';

/** Runs a transaction and ends it. What fails takes its connection along. */
export const inTransaction = async <T>(
  pool: pg.Pool,
  run: (db: pg.PoolClient) => Promise<T>,
  { begin = [BEGIN], signal, end = 'commit', cancel }: TransactionOptions = {},
): Promise<T> => {
  const client = await connect(pool);
  const giveBack = giverBack(client);
  const giveUp = (): void => {
    cancel?.(client);
    giveBack(true);
  };
  signal?.addEventListener('abort', giveUp, { once: true });
  try {
    signal?.throwIfAborted();
    for (const statement of begin) await client.query(statement);
    const result = await run(client);
    await (end === 'commit' ? commit(client) : client.query(end));
    giveBack(false);
    return result;
  } catch (error) {
    giveBack(true);
    throw unavailableError(error);
  } finally {
    signal?.removeEventListener('abort', giveUp);
  }
};
