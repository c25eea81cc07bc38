import type { ClientBase } from 'pg';
import { DatabaseError } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';

/** Imports sort and hash whole files: enough memory to do so without temporary files, for this transaction only. */
const SETTINGS = `set local statement_timeout = 0; set local lock_timeout = 0; set local work_mem = '128MB'; set local jit = off`;

const coded = (error: unknown): unknown => {
  if (!(error instanceof DatabaseError)) return error;
  const reason = [error.code, error.constraint].filter((part) => part !== undefined).join(' ');
  return new CodedError('IMPORT_STOPPED', { reason }, { cause: error });
};

/**
 * Runs an import in one transaction that is kept only when `work` says so; a failure at any point leaves the old
 * state. Imports into the same table wait for each other.
 */
export const inTransaction = async <Result>(
  client: ClientBase,
  name: string,
  work: (keep: () => void) => Promise<Result>,
): Promise<Result> => {
  let kept = false;
  /** A connection that breaks fails the statement that runs; its event needs no second answer. */
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    await client.query('begin');
    await client.query(SETTINGS);
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`import ${name}`]);
    const result = await work(() => {
      kept = true;
    });
    await client.query(kept ? 'commit' : 'rollback');
    return result;
  } catch (error) {
    await client.query('rollback').catch(ignore);
    throw coded(error);
  } finally {
    client.off('error', ignore);
  }
};
