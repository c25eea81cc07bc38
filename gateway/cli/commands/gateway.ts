import type { Command } from 'commander';
import { createLog } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { withEngine, type Engine } from '../engine.ts';
import { portNumber } from '../port.ts';
import { untilStopped } from '../stop.ts';

interface Options extends Engine {
  readonly supergraph: string;
  readonly port?: number;
}

const runAlone = async (
  { config, terminal }: CommandContext,
  { supergraph, port, ...engine }: Options,
): Promise<void> => {
  const { runSupergraph } = await import('../run.ts');
  const log = createLog(config.logLevel);
  const gateway = await runSupergraph({ ...config, port: port ?? config.port }, supergraph, engine, log);
  terminal.result({ url: gateway.url }, `The gateway is ready · 网关已就绪  ${gateway.url}/graphql`);
  await untilStopped();
  await gateway.close();
};

/** `gateway`: only the gateway, before the subgraphs that any Federation 2 supergraph names. */
export const register = (program: Command, context: () => CommandContext): void => {
  withEngine(program.command('gateway'))
    .description(
      'start only the gateway, before the remote subgraphs of a supergraph · 仅启动网关，服务任意联邦总图',
    )
    .requiredOption('--supergraph <file>', 'the composed supergraph, as SDL · 合成后的总图文件')
    .option('--port <n>', 'port to listen on · 端口', portNumber)
    .action((options: Options) => runAlone(context(), options));
};
