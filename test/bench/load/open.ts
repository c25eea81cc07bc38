import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import type { Question } from './question.ts';

export interface OpenLoopOptions {
  /** Requests per second, evenly spaced. */
  readonly rate: number;
  readonly seconds: number;
}

/**
 * An open loop: requests leave by the clock, whether the earlier ones are answered or not. Times in ms are counted
 * from when a request was due, so that a server that stalls is charged for those who had to wait.
 */
export const openLoop = async (
  client: Client,
  next: () => Question,
  { rate, seconds }: OpenLoopOptions,
): Promise<number[]> => {
  const started = performance.now();
  const askAt = async (due: number): Promise<number> => {
    await client.ask(next());
    return performance.now() - due;
  };
  const times: Promise<number>[] = [];
  for (let turn = 0; turn < rate * seconds; turn++) {
    const due = started + (turn * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    times.push(askAt(due));
  }
  return Promise.all(times);
};
