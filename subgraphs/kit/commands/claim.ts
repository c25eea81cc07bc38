// A command that is sent again under the same key, e.g. because no answer came, is carried out once.
import type { ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';

/** A command under the key that its client gave it. */
export interface Claim {
  /** Whose key it is; empty where the department itself commands. */
  readonly viewer: string;
  readonly key: string;
  /** Name of the command. */
  readonly name: string;
  readonly inputSha256: string;
}

interface Claimed {
  readonly name: string;
  readonly input_sha256: string;
  readonly result_ids: readonly string[];
}

/**
 * Takes a key for a command, in the command's own transaction; whoever sends the same meanwhile waits for its end. The
 * numbers of the rows that the command answered with, where it was carried out before.
 */
export const claim = async (
  db: ClientBase,
  { viewer, key, name, inputSha256 }: Claim,
): Promise<readonly string[] | undefined> => {
  const { rowCount } = await db.query(
    `insert into command (viewer, key, name, input_sha256) values ($1, $2, $3, $4) on conflict (viewer, key) do nothing`,
    [viewer, key, name, inputSha256],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await db.query<Claimed>(
    'select name, input_sha256, result_ids from command where viewer = $1 and key = $2',
    [viewer, key],
  );
  const [before] = rows;
  if (before?.name !== name || before.input_sha256 !== inputSha256)
    throw new CodedError('IDEMPOTENCY_KEY_REUSED', { command: before?.name ?? name });
  return before.result_ids;
};

/** Keeps what a command answered with. */
export const settle = async (
  db: ClientBase,
  { viewer, key }: Claim,
  ids: readonly string[],
): Promise<void> => {
  await db.query('update command set result_ids = $3 where viewer = $1 and key = $2', [viewer, key, ids]);
};
