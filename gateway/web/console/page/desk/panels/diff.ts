/** A line of two texts beside each other. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Longest common tails of all pairs of lines: how many lines they share. */
const sharedTails = (before: readonly string[], after: readonly string[]): readonly Uint32Array[] => {
  const shared = Array.from({ length: before.length + 1 }, () => new Uint32Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1)
    for (let j = after.length - 1; j >= 0; j -= 1)
      shared[i]![j] =
        before[i] === after[j]
          ? shared[i + 1]![j + 1]! + 1
          : Math.max(shared[i + 1]![j]!, shared[i]![j + 1]!);
  return shared;
};

/** What was taken out and what was put in, with all that is the same between, so that as much as can be is the same. */
export const diffOf = (before: string, after: string): DiffLine[] => {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const shared = sharedTails(old, now);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      lines.push({ kind: 'same', text: old[i]! });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && shared[i + 1]![j]! >= shared[i]![j + 1]!)) {
      lines.push({ kind: 'removed', text: old[i]! });
      i += 1;
    } else {
      lines.push({ kind: 'added', text: now[j]! });
      j += 1;
    }
  }
  return lines;
};
