import type { Command } from 'commander';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { isLoopback } from '../../../subgraphs/kit/http/answers.ts';
import { holderOf } from '../../../subgraphs/kit/postgres/host/hold.ts';
import { assertPortUsable } from '../../../subgraphs/kit/postgres/host/port.ts';
import type { Config } from '../../config.ts';
import { createLog } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { withEngine, type Engine } from '../engine.ts';
import { openHouse } from '../house.ts';
import { describeProgress } from '../progress.ts';
import { plantOnFirstStart } from '../plant.ts';
import { untilStopped } from '../stop.ts';
import type { Running } from '../run.ts';

/** Who can reach a server that asks nobody who they are. */
const accessRemark = (host: string): string[] =>
  isLoopback(host)
    ? [
        'There is no access control yet: the server answers only this machine. Stop with Ctrl+C.',
        '尚无访问控制：服务仅对本机开放。按 Ctrl+C 停止。',
      ]
    : [
        `WARNING: there is no access control yet, and HOST=${host} lets other machines in. Let only trusted ones reach it.`,
        `警告：尚无访问控制，而 HOST=${host} 允许其他机器访问，请仅向可信机器开放。`,
      ];

const welcome = ({ url, owners }: Running, host: string): string =>
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

/**
 * Before anything is made: nobody waits for a district that cannot be shown. A second start on the same data meets the
 * port of the first one; who holds the data says more, and opening the house says that.
 */
const assertAddressUsable = async ({ host, port, dataDirectory }: Config): Promise<void> => {
  try {
    await assertPortUsable(port, host);
  } catch (error) {
    if ((await holderOf(dataDirectory)) === undefined) throw error;
  }
};

const up = async ({ config, terminal }: CommandContext, engine: Engine): Promise<void> => {
  const log = createLog(config.logLevel);
  // Read while Postgres starts.
  const reading = import('../run.ts');
  await assertAddressUsable(config);
  const names = DEPARTMENT_NAMES.filter((name) => config.departments[name].url === undefined);
  const house = await openHouse({
    config,
    names,
    join: false,
    onProgress: (step) => describeProgress(terminal, log, step),
  });
  try {
    await plantOnFirstStart(config, house, terminal);
    const { runGateway } = await reading;
    const gateway = await runGateway(config, house, engine, log);
    house.announce(gateway.url);
    terminal.result(
      { url: gateway.url, console: `${gateway.url}/console`, graphql: `${gateway.url}/graphql` },
      welcome(gateway, config.host),
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
  withEngine(program.command('up', { isDefault: true }))
    .description(
      'start the whole product: embedded Postgres, five departments, gateway and console · 启动全部服务',
    )
    .action((engine: Engine) => up(context(), engine));
};
