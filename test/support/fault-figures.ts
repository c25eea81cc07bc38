// The slowest answer and the slowest recovery under each fault, printed where `FOURNETS_FIGURES` is set.
const slowest = new Map<string, { answer: number; recovery: number }>();

/** Notes a time in milliseconds. */
export const record = (fault: string, kind: 'answer' | 'recovery', milliseconds: number): void => {
  const known = slowest.get(fault) ?? { answer: 0, recovery: 0 };
  known[kind] = Math.max(known[kind], Math.round(milliseconds));
  slowest.set(fault, known);
};

/** Prints what was noted. */
export const report = (): void => {
  if (process.env['FOURNETS_FIGURES'] === undefined) return;
  const lines = [...slowest].map(
    ([fault, { answer, recovery }]) =>
      `${fault.padEnd(44)} answer ${String(answer).padStart(5)} ms   recovery ${String(recovery).padStart(5)} ms`,
  );
  process.stderr.write(`${lines.join('\n')}\n`);
};
