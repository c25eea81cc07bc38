// Another key goes on writing the chain.
import pg from 'pg';
import { inTransaction } from '../database/transaction.ts';
import { lockHead, sealHead } from './head.ts';
import { keyRing, type KeyRing } from './keys.ts';

export interface RotateOptions {
  /** Connection string of the owner role. */
  readonly url: string;
  readonly keys: KeyRing;
  /** Adds a key where the department keeps them; all of them, the oldest first. */
  readonly addKey: () => readonly Buffer[];
}

/**
 * Adds a key at the end of the ring and seals the end of the chain with it: whoever is writing meets a key that he does
 * not know, reads the keys again and goes on with the new one. The key is kept before it is used.
 * @returns the name of the new key. Throws ACCESS_LOG_STOPPED where the end is not the log's.
 */
export const rotateKey = async ({ url, keys, addKey }: RotateOptions): Promise<string> => {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on('error', () => undefined);
  try {
    return await inTransaction(pool, async (db) => {
      const end = await lockHead(db, keys);
      const longer = keyRing(addKey());
      await sealHead(db, longer, end);
      return longer.current.id;
    });
  } finally {
    await pool.end();
  }
};
