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

const named = (keys: readonly Buffer[]): ChainKey[] => keys.map((key) => ({ id: idOf(key), key }));

const lastOf = (known: readonly ChainKey[]): ChainKey => {
  const current = known.at(-1);
  if (current === undefined) throw new Error('an access log has at least one key');
  return current;
};

/**
 * The keys of a chain, the oldest first: the last one writes. Where a key is met that is not known, `reread` is asked
 * for all keys once more: so a process that runs goes over to a key that was added meanwhile.
 */
export const keyRing = (keys: readonly Buffer[], reread?: () => readonly Buffer[]): KeyRing => {
  let known = named(keys);
  lastOf(known);
  const ageOf = (id: string): number => {
    const isNamed = (candidate: ChainKey): boolean => candidate.id === id;
    if (reread !== undefined && !known.some(isNamed)) known = named(reread());
    return known.findIndex(isNamed);
  };
  return {
    get current() {
      return lastOf(known);
    },
    find: (id) => {
      const age = ageOf(id);
      return known[age];
    },
    ageOf,
  };
};
