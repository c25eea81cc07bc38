// Checkpoints held against the records that they speak of.
import type { Link } from '../chain.ts';
import type { SignedCheckpoint } from '../checkpoint.ts';
import type { Report } from './problem.ts';

export interface Anchors {
  /** Holds the next record against the checkpoint of its place, if there is one. */
  readonly compare: (link: Link) => Promise<void>;
  /** Reads the checkpoints that are left; the last record that one speaks of. */
  readonly end: () => Promise<number>;
  readonly count: () => number;
}

/** Checkpoints in the order of the records; one without its record tells nothing: what became of it is known. */
export const anchored = (checkpoints: AsyncIterator<SignedCheckpoint, void>, report: Report): Anchors => {
  let [lastSeq, count] = [0, 0];
  let current: SignedCheckpoint | undefined;

  const step = async (): Promise<SignedCheckpoint | undefined> => {
    const { value } = await checkpoints.next();
    if (value) [lastSeq, count] = [Math.max(lastSeq, value.seq), count + 1];
    return (current = value ?? undefined);
  };
  let stepped: Promise<unknown> | undefined;

  return {
    compare: async ({ seq, hash }) => {
      await (stepped ??= step());
      while (current !== undefined && current.seq < seq) await step();
      if (current?.seq === seq && !current.hash.equals(hash)) report('ACCESS_LOG_ROLLED_BACK', seq);
    },
    end: async () => {
      await (stepped ??= step());
      while (current !== undefined) await step();
      return lastSeq;
    },
    count: () => count,
  };
};
