// The keyed hash chain: each record is bound to its place and to the record before it.
import { createHmac } from 'node:crypto';

/** Bytes of SHA-256. */
const HASH_BYTES = 32;

/** A place of the chain: the number of a record and its hash. */
export interface Link {
  readonly seq: number;
  readonly hash: Buffer;
}

/** The place before the first record. */
export const START: Link = { seq: 0, hash: Buffer.alloc(HASH_BYTES) };

const bigEndian = (seq: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(seq));
  return bytes;
};

/** HMAC-SHA256 over a hash of 32 bytes, a number of 8 and the rest: with those lengths fixed it reads in one way. */
const keyed = (key: Buffer, hash: Buffer, seq: number, rest: Buffer): Buffer =>
  createHmac('sha256', key).update(hash).update(bigEndian(seq)).update(rest).digest();

/** The hash of a record, given by its bytes, at a place of the chain. */
export const recordHash = (key: Buffer, prev: Buffer, seq: number, encoded: Buffer): Buffer =>
  keyed(key, prev, seq, encoded);

/** A record's bytes start with a bracket, so that no hash of a record is a seal. */
const HEAD_SEAL = Buffer.from('head');

/** What shows that the end of a chain was written by the log: without the key an earlier end cannot be made up. */
export const headSeal = (key: Buffer, { seq, hash }: Link): Buffer => keyed(key, hash, seq, HEAD_SEAL);

/** What shows that it was the log that moved the records up to a link into an archive of that name. */
export const archiveSeal = (key: Buffer, { seq, hash }: Link, file: string): Buffer =>
  keyed(key, hash, seq, Buffer.from(`archive ${file}`));

/** A record, given by its bytes. */
interface Encoded {
  readonly encoded: Buffer;
}

/** A record in its place. */
export interface Chained<Entry extends Encoded> extends Link {
  readonly entry: Entry;
  readonly prev: Buffer;
}

/** Records put behind the end of a chain. */
export const chained = <Entry extends Encoded>(
  key: Buffer,
  end: Link,
  entries: readonly Entry[],
): Chained<Entry>[] => {
  let last = end;
  return entries.map((entry) => {
    const [prev, seq] = [last.hash, last.seq + 1];
    last = { seq, hash: recordHash(key, prev, seq, entry.encoded) };
    return { ...last, prev, entry };
  });
};
