import type { Checker, Fault } from './fault.ts';

/** Remembered values per column: enough for a district's people, small enough for any machine. */
const MEMO_VALUES = 100_000;

/** A checker that reads a repeated value once; it starts afresh when it remembers too many. */
export const memoised = (check: Checker): Checker => {
  const known = new Map<string, string | Fault>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MEMO_VALUES) known.clear();
    const read = check(text);
    known.set(text, read);
    return read;
  };
};
