import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';

/** A lock was not to be had in time, or only at the price of another's. */
const BUSY: ReadonlySet<string | undefined> = new Set(['55P03', '57014', '40P01', '40001']);
const CHECK_VIOLATION = '23514';

/** What became of a transaction that the database refused; nothing of it is kept. */
export const writeError = (error: unknown): unknown => {
  if (!(error instanceof pg.DatabaseError)) return error;
  const { code, constraint = '' } = error;
  if (BUSY.has(code)) return new CodedError('WRITE_BUSY', {}, { cause: error });
  return code === CHECK_VIOLATION
    ? new CodedError('ROW_BREAKS_RULE', { rule: constraint }, { cause: error })
    : error;
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
