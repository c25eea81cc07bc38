// The checkpoints of the file and those of the database, held against each other by their counts.
import { isGenuine, isSame, type SignedCheckpoint } from '../checkpoint.ts';
import type { Report } from './problem.ts';

export interface CheckpointSources {
  /** Lines of the file; undefined for one that is no checkpoint. */
  readonly file: AsyncIterable<SignedCheckpoint | undefined>;
  readonly table: AsyncIterable<SignedCheckpoint>;
  /** A checkpoint that somebody else keeps: it shows when the file and the database were put back together. */
  readonly witness?: SignedCheckpoint | undefined;
  readonly department: string;
  readonly publicKey: string;
}

/** One source, with what is wrong in it set aside. */
interface Reading {
  /** The genuine checkpoint that comes next. */
  readonly peek: () => Promise<SignedCheckpoint | undefined>;
  readonly pass: () => void;
  /** Takes one of the checkpoints set aside since this was last asked; false where there is none. */
  readonly takeBroken: () => boolean;
}

const reading = (
  source: AsyncIterable<SignedCheckpoint | undefined>,
  accept: (checkpoint: SignedCheckpoint) => boolean,
): Reading => {
  const iterator = source[Symbol.asyncIterator]();
  let [next, count, broken]: [SignedCheckpoint | undefined, number, number] = [undefined, 0, 0];
  return {
    peek: async () => {
      while (next === undefined) {
        const { done, value } = await iterator.next();
        if (done) return undefined;
        if (value !== undefined && value.count > count && accept(value)) next = value;
        else broken += 1;
      }
      return next;
    },
    pass: () => {
      count = next?.count ?? count;
      next = undefined;
    },
    takeBroken: () => {
      if (broken === 0) return false;
      broken -= 1;
      return true;
    },
  };
};

const first = (
  one: SignedCheckpoint | undefined,
  other: SignedCheckpoint | undefined,
): SignedCheckpoint | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return one.count <= other.count ? one : other;
};

/**
 * The genuine checkpoints in the order of their counts, each once. The table may lack the newest of the file, for a
 * power cut can come between the two; the file lacks none.
 */
export async function* checkCheckpoints(
  { file, table, witness, department, publicKey }: CheckpointSources,
  report: Report,
): AsyncGenerator<SignedCheckpoint, void> {
  const accept = (checkpoint: SignedCheckpoint): boolean =>
    checkpoint.department === department && isGenuine(publicKey, checkpoint);
  const [inFile, inTable] = [reading(file, accept), reading(table, accept)];

  /** One source has a checkpoint that another lacks: changed there beyond recognition, or taken away. */
  const lacking = (source: Reading, { seq }: SignedCheckpoint): void =>
    report(source.takeBroken() ? 'ACCESS_CHECKPOINT_EDITED' : 'ACCESS_CHECKPOINT_MISSING', seq);

  let last: SignedCheckpoint | undefined;
  for (;;) {
    const [a, b] = [await inFile.peek(), await inTable.peek()];
    const current = first(a, b);
    if (current === undefined) break;
    const [hasFile, hasTable] = [a?.count === current.count, b?.count === current.count];
    if (hasFile) inFile.pass();
    if (hasTable) inTable.pass();
    if (current.count !== (last?.count ?? 0) + 1) report('ACCESS_CHECKPOINT_MISSING', current.seq);
    if (a && b && hasFile && hasTable && !isSame(a, b)) report('ACCESS_LOG_ROLLED_BACK', current.seq);
    if (current.count === witness?.count && !isSame(current, witness))
      report('ACCESS_LOG_ROLLED_BACK', current.seq);
    if (!hasFile) lacking(inFile, current);
    if (!hasTable && (await inFile.peek()) !== undefined) lacking(inTable, current);
    last = current;
    yield current;
  }
  for (const source of [inFile, inTable])
    while (source.takeBroken()) report('ACCESS_CHECKPOINT_EDITED', last?.seq ?? 0);
  if (witness !== undefined && accept(witness) && witness.count > (last?.count ?? 0)) yield witness;
}

/** The genuine checkpoint that speaks of the latest record. */
export const newestCheckpoint = async (sources: CheckpointSources): Promise<SignedCheckpoint | undefined> => {
  let newest: SignedCheckpoint | undefined;
  for await (const checkpoint of checkCheckpoints(sources, () => undefined))
    if (checkpoint.seq >= (newest?.seq ?? 0)) newest = checkpoint;
  return newest;
};
