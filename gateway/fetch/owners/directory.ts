import type { Owner } from './owner.ts';

/** A subgraph as a supergraph names it. */
export interface Address {
  readonly name: string;
  readonly url: string;
}

/** The owners of the supergraph that is served now. */
export interface Directory {
  readonly owners: () => readonly Owner[];
  /** The owners that a supergraph names; an owner that keeps its name and place is kept. */
  readonly ownersOf: (supergraphSdl: string) => readonly Owner[];
  /** Makes the owners of a supergraph the ones that are served. */
  readonly use: (owners: readonly Owner[]) => void;
  readonly close: () => Promise<void>;
}

/** Owners that are the same whatever the supergraph says: the departments as the house wires them. */
export const fixedDirectory = (owners: readonly Owner[]): Directory => ({
  owners: () => owners,
  ownersOf: () => owners,
  use: () => undefined,
  close: async () => {
    await Promise.all(owners.map((owner) => owner.close()));
  },
});

/** Questions that an owner which is no longer named may still be asked: those under way, up to the request deadline. */
const LEAVE_AFTER_MS = 30_000;

/** Owners as the supergraph names them, reached at the addresses that it gives. */
export const namedDirectory = (
  addressesOf: (supergraphSdl: string) => readonly Address[],
  make: (address: Address) => Owner,
): Directory => {
  let current: readonly Owner[] = [];
  const leaving = new Map<Owner, NodeJS.Timeout>();
  const dismiss = (owner: Owner): void => {
    leaving.delete(owner);
    void owner.close();
  };
  return {
    owners: () => current,
    ownersOf: (sdl) =>
      addressesOf(sdl).map(
        (address) =>
          current.find(({ name, place }) => name === address.name && place === address.url) ?? make(address),
      ),
    use: (owners) => {
      for (const owner of current)
        if (!owners.includes(owner))
          leaving.set(owner, setTimeout(() => dismiss(owner), LEAVE_AFTER_MS).unref());
      current = owners;
    },
    close: async () => {
      for (const timer of leaving.values()) clearTimeout(timer);
      await Promise.all([...leaving.keys(), ...current].map((owner) => owner.close()));
      leaving.clear();
    },
  };
};
