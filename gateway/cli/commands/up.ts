import type { Command } from 'commander';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import type { OnInternalError } from '../../../schema/mask.ts';
import { openSubgraph } from '../../../subgraphs/kit/graph/subgraph.ts';
import type { Config } from '../../config.ts';
import { inProcessOwner } from '../../fetch/in-process.ts';
import type { OnFetch, Owner } from '../../fetch/owner.ts';
import { remoteOwner } from '../../fetch/remote.ts';
import { startGateway, type Gateway } from '../../main.ts';
import { createLog, type Logger } from '../../receive/log.ts';
import { createMetrics, type Metrics } from '../../receive/metrics.ts';
import type { CommandContext } from '../context.ts';
import { openHouse, type House } from '../house.ts';
import { describeProgress } from '../progress.ts';
import { plantOnFirstStart } from '../plant.ts';
import { untilStopped } from '../stop.ts';
import { todayOf } from '../today.ts';

const ownersOf = (config: Config, house: House, metrics: Metrics, log: Logger): Owner[] => {
  const onFetch: OnFetch = (owner, milliseconds, failed) => metrics.fetch(owner, milliseconds / 1000, failed);
  const onInternalError: OnInternalError = (traceId, error) =>
    log.error({ traceId, err: error }, 'internal error');
  const here = house.homes.map(({ department, appUrl, cipherKey }) => {
    const { name } = department;
    const onStatement = (): void => metrics.statement(name);
    const onBroken = (error: Error): void =>
      log.warn({ owner: name, err: error }, 'database connection lost');
    const subgraph = openSubgraph(department, {
      url: appUrl,
      cipherKey,
      today: todayOf(config),
      onStatement,
      onBroken,
    });
    return inProcessOwner(subgraph, onFetch, onInternalError);
  });
  const elsewhere = DEPARTMENT_NAMES.flatMap((name) => {
    const { url } = config.departments[name];
    return url === undefined ? [] : [remoteOwner(name, url, onFetch)];
  });
  return [...here, ...elsewhere];
};

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Who can reach a server that asks nobody who they are. */
const accessRemark = (host: string): string[] =>
  LOOPBACK.has(host)
    ? [
        'There is no access control yet: the server answers only this machine. Stop with Ctrl+C.',
        '尚无访问控制：服务仅对本机开放。按 Ctrl+C 停止。',
      ]
    : [
        `WARNING: there is no access control yet, and HOST=${host} lets other machines in. Let only trusted ones reach it.`,
        `警告：尚无访问控制，而 HOST=${host} 允许其他机器访问，请仅向可信机器开放。`,
      ];

const welcome = ({ url }: Gateway, owners: readonly Owner[], host: string): string =>
  [
    '',
    `四网 FourNets is ready · 已就绪`,
    `  Console  控制台   ${url}/console`,
    `  Graph    图接口   ${url}/graphql`,
    `  Health   健康检查 ${url}/health  ${url}/ready  ${url}/metrics`,
    ...owners.map(({ name, place }) => `  ${name.padEnd(14)} ${place}`),
    '',
    ...accessRemark(host),
  ].join('\n');

const up = async ({ config, terminal }: CommandContext): Promise<void> => {
  const log = createLog(config.logLevel);
  const metrics = createMetrics();
  const names = DEPARTMENT_NAMES.filter((name) => config.departments[name].url === undefined);
  const house = await openHouse({
    config,
    names,
    join: false,
    onProgress: (step) => describeProgress(terminal, log, step),
  });
  try {
    await plantOnFirstStart(config, house, terminal);
    const owners = ownersOf(config, house, metrics, log);
    const gateway = await startGateway({ host: config.host, port: config.port, owners, log, metrics });
    house.announce(gateway.url);
    terminal.result(
      { url: gateway.url, console: `${gateway.url}/console`, graphql: `${gateway.url}/graphql` },
      welcome(gateway, owners, config.host),
    );
    await untilStopped();
    terminal.say('Stopping · 正在停止');
    await gateway.close();
  } finally {
    await house.close();
  }
};

/** `up`: the whole product in one process. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('up', { isDefault: true })
    .description(
      'start the whole product: embedded Postgres, five departments, gateway and console · 启动全部服务',
    )
    .action(() => up(context()));
};
