import { median } from '../figure.ts';

const RUNS = 5;
const MICROSECONDS_PER_MILLISECOND = 1000;

/** CPU of this process for one call in µs: the middle of several runs, after one that does not count. */
export const cpuMicroseconds = async (call: () => unknown, calls: number): Promise<number> => {
  const run = async (): Promise<number> => {
    const before = process.cpuUsage();
    for (let turn = 0; turn < calls; turn++) await call();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / calls;
  };
  await run();
  const runs: number[] = [];
  for (let turn = 0; turn < RUNS; turn++) runs.push(await run());
  return median(runs);
};

/** Time that something takes in µs. */
export const elapsedMicroseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) * MICROSECONDS_PER_MILLISECOND;
};
