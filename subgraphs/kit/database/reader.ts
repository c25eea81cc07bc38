import { createHash } from 'node:crypto';
import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import type { Cursors } from './cursor.ts';
import { rowsOf, scopedRows, type Enclosing, type RunQuery } from './rows.ts';

/** A statement; one with a name is prepared: the same text is parsed and planned once per connection. */
export interface Statement {
  readonly name?: string | undefined;
  readonly text: string;
}

/** Reads rows with prepared statements; the only way that loaders reach a database. */
export interface Reader {
  readonly rows: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;
  /** Codes of the institutions whose rows it reads; undefined for all rows. */
  readonly scope: readonly string[] | undefined;
  /** How the places of its pages are told; left out for a reader that outlives no process. */
  readonly cursors?: Cursors | undefined;
  /** A reader of the rows of these institutions, among those of this reader. */
  readonly within: (institutions: readonly string[]) => Reader;
}

/**
 * Most texts that are prepared. A loader has one for each set of filters and columns that somebody asked for, and each
 * connection keeps all of them, some 20 kB each: texts that come later are parsed each time.
 */
const PREPARED_MAX = 1000;

const prepared = new Map<string, Statement>();

const prepare = (text: string): Statement => {
  if (prepared.size >= PREPARED_MAX) return { text };
  // Names of prepared statements are at most 63 bytes.
  const made = { name: createHash('sha256').update(text).digest('hex').slice(0, 32), text };
  prepared.set(text, made);
  return made;
};

/** The statement of a text, named so that Postgres keeps its plan. */
export const statement = (text: string): Statement => prepared.get(text) ?? prepare(text);

const { builtins } = pg.types;

/** Days and exact numbers stay text, as Postgres writes them: no time zone and no float comes near them. */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === builtins.DATE || oid === builtins.INT8 || oid === builtins.NUMERIC
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format),
};

/** Postgres keeps no NUL in a text. */
const refuseNul = (values: readonly unknown[]): void => {
  for (const value of values.flat())
    if (typeof value === 'string' && value.includes('\0'))
      throw invalidValue('String', 'no text holds NUL', '文本不能含空字符');
};

/** SQLSTATE classes of a server that is stopping, starting, full or gone. Source: PostgreSQL manual, appendix A. */
const UNAVAILABLE = /^(08|53|57P)/;
/** SQLSTATE of a statement that was cancelled, by us or because it ran too long. */
const QUERY_CANCELED = '57014';

/** The error of a statement: a server that cannot be asked is something else than a statement that is wrong. */
const statementError = (error: unknown): unknown => {
  if (error instanceof pg.DatabaseError && error.code === QUERY_CANCELED)
    return new CodedError('DEADLINE_EXCEEDED', {}, { cause: error });
  if (error instanceof pg.DatabaseError && !UNAVAILABLE.test(error.code ?? '')) return error;
  return new CodedError('DATABASE_UNAVAILABLE', {}, { cause: error });
};

const unheard = (): void => undefined;

/** What a request has come to whose signal was aborted: the coded reason that was given, else that it took too long. */
const abortError = ({ reason }: AbortSignal): CodedError =>
  reason instanceof CodedError ? reason : new CodedError('DEADLINE_EXCEEDED', {}, { cause: reason });

export interface ReaderOptions {
  readonly pool: pg.Pool;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  readonly cancel: (client: pg.PoolClient) => void;
  /** Told of each statement sent. */
  readonly onStatement?: ((statement: Statement) => void) | undefined;
  /** The role that reads within a scope; left out where all is read as a whole. */
  readonly scopedRole?: string | undefined;
  readonly cursors?: Cursors | undefined;
}

/** Sends a statement. */
export type Send = <Row extends object>(
  statement: Statement,
  values: readonly unknown[],
  run: RunQuery,
) => Promise<Row[]>;

/** A statement with its values, as `pg` takes it. */
export const queryOf = ({ name, text }: Statement, values: readonly unknown[]): pg.QueryConfig => ({
  ...(name === undefined ? {} : { name }),
  text,
  values: [...values],
});

/** Connections of a pool for one request: each statement has one of its own. When its signal is aborted, its statements are cancelled and fail at once. */
const sender = ({ pool, signal, cancel }: ReaderOptions): Send => {
  const running = new Set<pg.PoolClient>();
  const waiting = new Set<(error: CodedError) => void>();
  const giveUp = (): void => {
    for (const client of running) {
      cancel(client);
      // Not to be used again, see `Canceller`. With the connection gone, whoever waits for its statement is told.
      client.release(true);
    }
    running.clear();
    for (const refuse of waiting) refuse(abortError(signal));
  };
  // One listener for all statements of the request.
  signal.addEventListener('abort', giveUp, { once: true });

  /** A connection, unless the request ends first; one that comes too late goes back. */
  const connect = (): Promise<pg.PoolClient> =>
    new Promise((resolve, reject) => {
      waiting.add(reject);
      pool.connect((error, client) => {
        waiting.delete(reject);
        if (client === undefined) reject(error ?? new Error('the pool gave no connection'));
        else if (signal.aborted) client.release();
        else resolve(client);
      });
    });

  return async <Row extends object>(
    sent: Statement,
    values: readonly unknown[],
    run: RunQuery,
  ): Promise<Row[]> => {
    const client = await connect();
    if (signal.aborted) {
      client.release();
      throw abortError(signal);
    }
    running.add(client);
    // A connection that breaks says so to its statement, too; unheard it would end the process.
    client.on('error', unheard);
    try {
      return await run<Row>(client, queryOf(sent, values));
    } finally {
      client.off('error', unheard);
      if (running.delete(client)) client.release();
    }
  };
};

/** A reader for one request over a way of sending; `enclosing` is how what is read within a scope begins and ends. */
export const readerOver = (
  send: Send,
  { signal, onStatement, scopedRole, cursors }: Omit<ReaderOptions, 'pool' | 'cancel'>,
  enclosing?: Enclosing,
): Reader => {
  const readerOf = (scope: readonly string[] | undefined, run: RunQuery): Reader => ({
    rows: async <Row extends object>(sent: Statement, values: readonly unknown[]) => {
      if (signal.aborted) throw abortError(signal);
      refuseNul(values);
      onStatement?.(sent);
      try {
        return await send<Row>(sent, values, run);
      } catch (error) {
        throw signal.aborted ? abortError(signal) : statementError(error);
      }
    },
    scope,
    cursors,
    within: (institutions) => {
      refuseNul(institutions);
      const narrowed =
        scope === undefined ? institutions : institutions.filter((code) => scope.includes(code));
      return readerOf(narrowed, scopedRows(scopedRole, narrowed, enclosing));
    },
  });
  return readerOf(undefined, rowsOf);
};

/** A reader over a pool for one request. When its signal is aborted, its statements are cancelled and fail at once. */
export const poolReader = (options: ReaderOptions): Reader => readerOver(sender(options), options);
