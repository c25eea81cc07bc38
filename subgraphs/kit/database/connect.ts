import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { attempts, type Work } from './attempt.ts';
import { openCanceller } from './cancel.ts';
import { cursorsOf } from './cursor.ts';
import { exactTypes, poolReader, type Reader, type Statement } from './reader.ts';

/** Connections of one department's pool; five pools and the imports stay below the server's limit. */
const POOL_CONNECTIONS = 10;
/** Longest time a statement may take; no reader waits longer than a request. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Finds the role that reads within a scope, where the application role may take it on. */
const READY = `select from pg_roles where rolname = $1 and pg_has_role(oid, 'member')`;

/** A department's database as its application role sees it. */
export interface Database {
  /** Reads for one request; aborting its signal cancels the statements under way. */
  readonly reader: (signal: AbortSignal) => Reader;
  /** Reads for nobody's request: nobody is told of its statements. */
  readonly background: (signal: AbortSignal) => Reader;
  /** Writes and reads for one request, and takes everything back. */
  readonly attempt: <T>(signal: AbortSignal, work: Work<T>) => Promise<T>;
  readonly pool: pg.Pool;
  /** Throws when the database does not answer, or lacks the role that reads within a scope. */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Connection string of the application role, which owns nothing. */
  readonly url: string;
  /** The role that reads within a scope, e.g. `finance_scoped`; it is the application role's to take on. */
  readonly scopedRole?: string;
  /** The department's own key, 32 bytes: where pages end is sealed under one made from it. */
  readonly cipherKey?: Buffer;
  /** Told of each statement that a loader sends. */
  readonly onStatement?: (statement: Statement) => void;
  /** Told when an idle connection breaks, e.g. because Postgres was killed; the pool makes new ones. */
  readonly onBroken?: (error: Error) => void;
}

/** Opens a department's database for reading and importing. */
export const openDatabase = ({
  url,
  scopedRole,
  cipherKey,
  onStatement,
  onBroken,
}: DatabaseOptions): Database => {
  const cursors = cipherKey && cursorsOf(cipherKey);
  const server = { connectionString: url, application_name: 'fournets' };
  const pool = new pg.Pool({
    ...server,
    max: POOL_CONNECTIONS,
    types: exactTypes,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  });
  const canceller = openCanceller(server);
  pool.on('error', (error) => {
    // One that is being closed is not lost: Postgres may stop while its connections say goodbye.
    if (!pool.ending) onBroken?.(error);
  });
  const attempt = attempts();
  const { cancel } = canceller;
  return {
    pool,
    reader: (signal) => poolReader({ pool, signal, cancel, onStatement, scopedRole, cursors }),
    attempt: (signal, work) => attempt({ pool, signal, cancel, onStatement, scopedRole, cursors }, work),
    background: (signal) => poolReader({ pool, signal, cancel }),
    ready: async () => {
      const { rowCount } = await pool.query(READY, [scopedRole ?? null]);
      if (rowCount === 0 && scopedRole !== undefined)
        throw new CodedError('SCOPED_ROLE_MISSING', {
          department: scopedRole.replace(/_scoped$/, ''),
          role: scopedRole,
        });
    },
    close: async () => {
      if (pool.ending) return;
      await Promise.all([pool.end(), canceller.close()]);
    },
  };
};
