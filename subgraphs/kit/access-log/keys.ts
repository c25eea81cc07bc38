// The keys of a department's chain: one that writes, and those before it that are still read with.
import { createHash } from 'node:crypto';

/** A key of the chain and the name that records carry of it. */
export interface ChainKey {
  readonly id: string;
  readonly key: Buffer;
}

/** All keys that a chain has had. */
export interface KeyRing {
  /** The key that records are written under. */
  readonly current: ChainKey;
  readonly find: (id: string) => ChainKey | undefined;
  /** Place of a key among all, the oldest first; -1 for a key of somebody else. */
  readonly ageOf: (id: string) => number;
}

/** Hexadecimal digits of a key's name: enough to tell keys apart, and nothing about the key. */
const ID_LENGTH = 16;

/** The name of a key: the start of its SHA-256, so that a name cannot be given to another key. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, ID_LENGTH);

/** The keys of a chain, the oldest first: the last one writes. */
export const keyRing = (keys: readonly Buffer[]): KeyRing => {
  const known = keys.map((key) => ({ id: idOf(key), key }));
  const current = known.at(-1);
  if (current === undefined) throw new Error('an access log has at least one key');
  return {
    current,
    find: (id) => known.find((candidate) => candidate.id === id),
    ageOf: (id) => known.findIndex((candidate) => candidate.id === id),
  };
};
