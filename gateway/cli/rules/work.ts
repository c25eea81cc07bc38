import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createLog } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { untilStopped } from '../stop.ts';
import { withRules } from './open.ts';

/** Between looks at what is to be done, where there was nothing. */
const LOOK_EVERY_MS = 1000;

/** Resolves when somebody asks for it, or when the server that started this process has gone. */
const untilOver = (): Promise<void> =>
  Promise.race([
    untilStopped(),
    new Promise<void>((resolve) => {
      process.once('disconnect', () => resolve());
    }),
  ]);

/** `rules work`: keeps the built-in rules in the ledger, and works off runs, whoever started them, until it is stopped. */
export const workRules = async (
  context: CommandContext,
  { workers }: { readonly workers: number },
): Promise<void> => {
  const log = createLog(context.config.logLevel);
  const name = `rules-${randomUUID()}`;
  await withRules(context, async ({ oversight }) => {
    const stop = new AbortController();
    void untilOver().then(() => stop.abort());
    const attempt = async (): Promise<void> => {
      await oversight.keepBuiltin();
      while (!stop.signal.aborted) {
        await oversight.work(name, workers, stop.signal);
        await delay(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    };
    while (!stop.signal.aborted) {
      await attempt().catch((error: unknown) =>
        log.warn({ err: error }, 'the ledger of rules does not answer'),
      );
      await delay(LOOK_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  });
  // The channel to the server that started it would keep it.
  if (process.connected) process.disconnect();
};
