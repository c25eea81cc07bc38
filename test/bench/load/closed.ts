import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from './client.ts';
import type { Question } from './question.ts';

const LOOK_MS = 50;

/** A load that goes on until it is stopped. */
export interface Load {
  /** Times of the answers since the last call, in ms. */
  readonly take: () => number[];
  /** Goes on for so long and until so many answers have come since the last `take`, but never longer than `atMost`. */
  readonly goOn: (limits: {
    readonly seconds: number;
    readonly answers: number;
    readonly atMost: number;
  }) => Promise<void>;
  /** Asks nothing more and waits for what is under way. */
  readonly stop: () => Promise<void>;
}

/** A closed loop: so many askers, each asks again as soon as it is answered. */
export const closedLoop = (client: Client, next: () => Question, askers: number): Load => {
  let times: number[] = [];
  let going = true;
  const ask = async (): Promise<void> => {
    while (going) {
      const started = performance.now();
      await client.ask(next());
      times.push(performance.now() - started);
    }
  };
  const done = Promise.all(Array.from({ length: askers }, ask));
  // An asker that fails is told of by `stop`.
  done.catch(() => undefined);
  return {
    take: () => {
      const taken = times;
      times = [];
      return taken;
    },
    goOn: async ({ seconds, answers, atMost }) => {
      const started = performance.now();
      const passed = (): number => (performance.now() - started) / 1000;
      while (passed() < seconds || (times.length < answers && passed() < atMost)) await sleep(LOOK_MS);
    },
    stop: async () => {
      going = false;
      await done;
    },
  };
};
