import os from 'node:os';
import type { Command } from 'commander';
import { keepWatch } from '../../oversight/watch/watch.ts';
import { createLog } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { keepHeapSmall } from '../heap.ts';
import { withRules } from '../rules/open.ts';
import { untilStopped } from '../stop.ts';
import { clockOf } from '../today.ts';

/** Shards that one process works off at once: one reads while the other is being judged. */
const WORKERS = 2;

const watch = (context: CommandContext): Promise<void> =>
  withRules(context, async ({ oversight }) => {
    const { config, terminal } = context;
    const log = createLog(config.logLevel);
    const stop = new AbortController();
    const watching = keepWatch({
      oversight,
      worker: `${os.hostname()}-${process.pid}`,
      workers: WORKERS,
      clock: clockOf(config),
      dailyAt: config.rulesDailyAt,
      onFault: (error) => log.warn({ err: error }, 'standing rules are held up, and tried again'),
      signal: stop.signal,
    });
    terminal.result({ watching: true }, 'Standing rules keep watch · 监督规则值守中');
    await untilStopped();
    stop.abort();
    await watching;
    // The channel to whoever started it would keep it.
    if (process.connected) process.disconnect();
  });

/** `oversight`: standing rules at their post, in a process of their own. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('oversight')
    .description(
      'run the standing rules daily and keep them up with what changes; as many processes as you like · 监督规则值守：每日运行并跟踪变更',
    )
    .action(() => {
      keepHeapSmall();
      // Whoever started it is gone.
      process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
      return watch(context());
    });
};
