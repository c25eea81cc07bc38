import { connect } from '../load/client.ts';
import { openLoop } from '../load/open.ts';
import { inTurn, type Questions } from '../load/question.ts';
import { quantile } from '../load/summary.ts';
import { round, type Figure } from '../figure.ts';
import type { Fit } from '../load/rounds.ts';
import { eventLoopDelayP99 } from './event-loop.ts';

const SECONDS = 12;
/** Enough that no request waits for a connection. */
const CONNECTIONS = 64;

/** P9 and the event loop: the gateway at half of the throughput that it was measured to have at most. */
export const halfLoad = async (
  ours: Fit,
  questions: Questions,
  requestsPerSecond: number,
): Promise<Figure[]> => {
  const client = connect(ours, CONNECTIONS);
  const rate = requestsPerSecond / 2;
  await eventLoopDelayP99(ours);
  const times = await openLoop(client, inTurn(questions), { rate, seconds: SECONDS });
  const delay = await eventLoopDelayP99(ours);
  await client.close();
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  return [
    {
      measure: 'linked at half load: p99 ÷ median',
      value: round(p99 / p50),
      unit: '×',
      must: '≤ 3 × (P9)',
      note: `${round(p99, 1)} ms ÷ ${round(p50, 1)} ms at ${round(rate, 1)} requests/s, ${times.length} requests`,
    },
    {
      measure: 'linked at half load: event-loop delay, p99',
      value: round(delay, 1),
      unit: 'ms',
      must: '≤ 20 ms',
    },
  ];
};
