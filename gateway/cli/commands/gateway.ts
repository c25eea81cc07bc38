import path from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import { createLog, type Logger } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { withEngine, type Engine } from '../engine.ts';
import { keepHeapSmall } from '../heap.ts';
import { portNumber } from '../port.ts';
import { withPrimary, type Primary } from '../primary.ts';
import { untilStopped } from '../stop.ts';
import { startWorkers, type Workers } from '../workers.ts';

interface Options extends Engine {
  readonly supergraph: string;
  readonly port?: number;
}

/** Only the gateway, in this process: the whole command, or one of its workers. */
const answer = async (
  config: Config,
  { supergraph, ...engine }: Options,
  log: Logger,
  above: Primary | undefined,
): Promise<Workers> => {
  const { runSupergraph } = await import('../run.ts');
  const gateway = await runSupergraph(config, supergraph, engine, log, above?.metrics);
  above?.ready(gateway.url);
  return gateway;
};

/** The command as each worker is given it. */
const commandOf = ({ port }: Config, supergraph: string): string[] => [
  'gateway',
  '--supergraph',
  path.resolve(supergraph),
  '--port',
  String(port),
];

const runAlone = async (
  { config: given, terminal }: CommandContext,
  options: Options,
  above: Primary | undefined,
): Promise<void> => {
  const config = { ...given, port: options.port ?? given.port };
  const log = createLog(config.logLevel);
  const isOne = above !== undefined || config.workers === 1;
  const { url, close } = isOne
    ? await answer(config, options, log, above)
    : await startWorkers(config, commandOf(config, options.supergraph), options, log);
  if (above === undefined) terminal.result({ url }, `The gateway is ready · 网关已就绪  ${url}/graphql`);
  await untilStopped();
  await close();
};

/** `gateway`: only the gateway, before the subgraphs that any Federation 2 supergraph names. */
export const register = (program: Command, context: () => CommandContext): void => {
  withEngine(program.command('gateway'))
    .description(
      'start only the gateway, before the remote subgraphs of a supergraph · 仅启动网关，服务任意联邦总图',
    )
    .requiredOption('--supergraph <file>', 'the composed supergraph, as SDL · 合成后的总图文件')
    .option('--port <n>', 'port to listen on · 端口', portNumber)
    .action((options: Options) => {
      keepHeapSmall();
      return withPrimary((primary) => runAlone(context(), options, primary));
    });
};
