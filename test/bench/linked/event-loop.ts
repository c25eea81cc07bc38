import type { Endpoint } from '../load/agree.ts';

/** The gateway samples its event loop every 10 ms and tells the whole interval: what is above that is delay. */
const INTERVAL_MS = 10;

/**
 * 99th percentile of the event loop's delay since the last call, in ms, from a gateway's `/metrics`, which starts
 * counting anew whenever it is read. Source: `nodejs_eventloop_lag_p99_seconds` of prom-client.
 */
export const eventLoopDelayP99 = async ({ endpoint }: Endpoint): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', endpoint))).text();
  const seconds = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1];
  return Math.max(0, Number(seconds) * 1000 - INTERVAL_MS);
};
