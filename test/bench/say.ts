/** Says how far a benchmark has come, apart from what it prints. */
export const say = (text: string): void => {
  process.stderr.write(`  ${text}\n`);
};
