import { connect } from '../load/client.ts';
import { openLoop } from '../load/open.ts';
import { inTurn, type Questions } from '../load/question.ts';
import { quantile } from '../load/summary.ts';
import { median, round, type Figure } from '../figure.ts';
import type { Fit } from '../load/rounds.ts';
import { eventLoopDelayP99 } from './event-loop.ts';

/** The tail of one run is made by a few collections: the middle of three is what is told. */
const RUNS = 3;
const SECONDS = 12;
/** Enough that no request waits for a connection. */
const CONNECTIONS = 64;

/** One run at half load. */
interface Run {
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
  /** Delay of the event loop, 99th percentile, in ms. */
  readonly delay: number;
}

/**
 * Where the machine stalls, more requests are under way than there are questions; equal ones are asked together, with one
 * record. So these answers are not among those that must have left one each.
 */
const uncounted = (stack: Fit): Fit =>
  stack.onBehalf === undefined
    ? stack
    : { ...stack, onBehalf: { ...stack.onBehalf, answered: () => undefined } };

const runAt = async (ours: Fit, questions: Questions, rate: number): Promise<Run> => {
  const client = await connect(uncounted(ours), CONNECTIONS);
  await eventLoopDelayP99(ours);
  const times = await openLoop(client, inTurn(questions), { rate, seconds: SECONDS });
  const delay = await eventLoopDelayP99(ours);
  await client.close();
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), requests: times.length, delay };
};

const told = (numbers: readonly number[], digits: number): string =>
  numbers.map((number) => round(number, digits)).join(', ');

/** P9 and the event loop: the gateway at half of the throughput that it was measured to have at most. */
export const halfLoad = async (
  ours: Fit,
  questions: Questions,
  requestsPerSecond: number,
): Promise<Figure[]> => {
  const rate = requestsPerSecond / 2;
  const runs: Run[] = [];
  for (let turn = 0; turn < RUNS; turn++) runs.push(await runAt(ours, questions, rate));
  const spreads = runs.map(({ p50, p99 }) => p99 / p50);
  const delays = runs.map(({ delay }) => delay);
  const each = runs.map(({ p50, p99 }) => `${round(p99, 1)} ms ÷ ${round(p50, 1)} ms`).join(', ');
  return [
    {
      measure: 'linked at half load: p99 ÷ median',
      value: round(median(spreads)),
      unit: '×',
      must: '≤ 3 × (P9)',
      note: `${told(spreads, 2)} in ${RUNS} runs: ${each}; ${round(rate, 1)} requests/s, ${runs[0]?.requests} requests each`,
    },
    {
      measure: 'linked at half load: event-loop delay, p99',
      value: round(median(delays), 1),
      unit: 'ms',
      must: '≤ 20 ms',
      note: `${told(delays, 1)} in the ${RUNS} runs`,
    },
  ];
};
