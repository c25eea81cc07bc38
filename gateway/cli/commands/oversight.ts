import os from 'node:os';
import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import type { RuleGraph } from '../../oversight/graph.ts';
import type { Publishing } from '../../oversight/publish/open.ts';
import { keepWatch } from '../../oversight/watch/watch.ts';
import { createLog, type Logger } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { keepHeapSmall } from '../heap.ts';
import { withRules } from '../rules/open.ts';
import { untilStopped } from '../stop.ts';
import { clockOf } from '../today.ts';

/** Shards that one process works off at once: one reads while the other is being judged. */
const WORKERS = 2;

/** Where changes are published, if anywhere. The client is loaded only then. */
const publishingOf = async (
  { natsUrl: url }: Config,
  { request }: RuleGraph,
  log: Logger,
): Promise<Publishing | undefined> => {
  if (url === undefined) return undefined;
  const { openPublishing } = await import('../../oversight/publish/open.ts');
  return openPublishing({
    url,
    request,
    onHeldUp: (error) =>
      log.warn({ err: error }, 'changes are not published, and rules follow by themselves'),
    onGoingOn: () => log.info('changes are published again'),
  });
};

const watch = (context: CommandContext): Promise<void> =>
  withRules(context, async ({ graph, oversight }) => {
    const { config, terminal } = context;
    const log = createLog(config.logLevel);
    const stop = new AbortController();
    const publishing = await publishingOf(config, graph, log);
    const watching = keepWatch({
      oversight,
      worker: `${os.hostname()}-${process.pid}`,
      workers: WORKERS,
      clock: clockOf(config),
      dailyAt: config.rulesDailyAt,
      onFault: (error) => log.warn({ err: error }, 'standing rules are held up, and tried again'),
      signal: stop.signal,
      publishing,
    });
    terminal.result({ watching: true }, 'Standing rules keep watch · 监督规则值守中');
    await untilStopped();
    stop.abort();
    await watching;
    await publishing?.close();
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
