// The end of a department's chain, kept as one row: who writes takes it first, so that all processes write one chain.
import type { ClientBase, QueryResult } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { BEGIN } from '../database/transaction.ts';
import { headSeal, START, type Link } from './chain.ts';
import type { KeyRing } from './keys.ts';

interface HeadRow {
  readonly seq: string;
  readonly hash: Buffer;
  readonly key_id: string | null;
  readonly seal: Buffer | null;
}

/** The end of the chain as its row has it. */
export interface Head extends Link {
  readonly keyId: string | null;
  readonly seal: Buffer | null;
}

/** The end of the chain, and whether it is the log's. */
export interface JudgedHead extends Head {
  /** False when it was not the log that wrote it. */
  readonly sealed: boolean;
}

const isStart = ({ seq, hash }: Link): boolean => seq === START.seq && hash.equals(START.hash);

const toHead = (keys: KeyRing, { seq, hash, key_id: keyId, seal }: HeadRow): JudgedHead => {
  const link = { seq: Number(seq), hash };
  const key = keyId === null ? undefined : keys.find(keyId);
  const sealed = key === undefined ? false : headSeal(key.key, link).equals(seal ?? Buffer.alloc(0));
  return { ...link, keyId, seal, sealed: sealed || (seal === null && isStart(link)) };
};

/** A link as the end of the chain, sealed with the key that writes. */
export const headAt = ({ current }: KeyRing, { seq, hash }: Link): Head => ({
  seq,
  hash,
  keyId: current.id,
  seal: headSeal(current.key, { seq, hash }),
});

const COLUMNS = 'select seq, hash, key_id, seal from access_log_head';

const read = async (db: ClientBase, keys: KeyRing, text: string): Promise<JudgedHead | undefined> => {
  const { rows } = await db.query<HeadRow>(text);
  return rows[0] && toHead(keys, rows[0]);
};

/** The end of the chain; undefined when its row is gone. */
export const readHead = (db: ClientBase, keys: KeyRing): Promise<JudgedHead | undefined> =>
  read(db, keys, COLUMNS);

/** Throws when it is not the log's: whoever wrote or signed behind it would seal what somebody else did. */
const sealed = (head: JudgedHead | undefined): Head => {
  if (!head?.sealed) throw new CodedError('ACCESS_LOG_STOPPED');
  return head;
};

/** The end of the chain; throws when it is not the log's. */
export const readSealedHead = async (db: ClientBase, keys: KeyRing): Promise<Link> =>
  sealed(await readHead(db, keys));

/** The end of the chain, for this transaction alone; throws when it is not the log's. */
export const lockHead = async (db: ClientBase, keys: KeyRing): Promise<Head> =>
  sealed(await read(db, keys, `${COLUMNS} for update`));

/** Begins a transaction that has the end of the chain for itself, in one round trip; throws when it is not the log's. */
export const beginAtHead = async (db: ClientBase, keys: KeyRing): Promise<Head> => {
  const results: unknown = await db.query(`${BEGIN}; ${COLUMNS} for update`);
  const row = (results as readonly QueryResult<HeadRow>[]).at(-1)?.rows[0];
  return sealed(row && toHead(keys, row));
};

/** Puts the end of the chain where a link is, sealed with the key that writes. */
export const sealHead = async (db: ClientBase, keys: KeyRing, link: Link): Promise<Head> => {
  const head = headAt(keys, link);
  await db.query(
    `insert into access_log_head (seq, hash, key_id, seal) values ($1, $2, $3, $4)
     on conflict (one) do update set seq = $1, hash = $2, key_id = $3, seal = $4`,
    [head.seq, head.hash, head.keyId, head.seal],
  );
  return head;
};
