import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';

/** SQLSTATE classes of a server that is stopping, starting, full or gone. Source: PostgreSQL manual, appendix A. */
const UNAVAILABLE = /^(08|53|57P)/;
/** A lock was not to be had in time, or only at the price of another's. */
const BUSY: ReadonlySet<string | undefined> = new Set(['55P03', '57014', '40P01', '40001']);
const CHECK_VIOLATION = '23514';
/** How Node and `pg` say that there is no server behind a connection. */
const UNCONNECTED =
  /ECONN|EPIPE|ENOENT|Connection terminated|not queryable|timeout exceeded when trying to connect/;

/** What became of a transaction that the database ended; nothing of it is kept, unless its very end was cut off. */
export const writeError = (error: unknown): unknown => {
  if (error instanceof CodedError) return error;
  if (!(error instanceof pg.DatabaseError))
    return UNCONNECTED.test(String(error))
      ? new CodedError('DATABASE_UNAVAILABLE', {}, { cause: error })
      : error;
  const { code, constraint = '' } = error;
  if (BUSY.has(code)) return new CodedError('WRITE_BUSY', {}, { cause: error });
  if (code === CHECK_VIOLATION)
    return new CodedError('ROW_BREAKS_RULE', { rule: constraint }, { cause: error });
  return UNAVAILABLE.test(code ?? '') ? new CodedError('DATABASE_UNAVAILABLE', {}, { cause: error }) : error;
};

/**
 * Runs the work of a command. A refusal is a value, so that its connection lives on; what was written before it is
 * taken back, and the transaction ends empty.
 */
export const refusable = async <T>(db: pg.ClientBase, work: () => Promise<T>): Promise<T | CodedError> => {
  await db.query('savepoint command');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    await db.query('rollback to savepoint command');
    return error;
  }
};
