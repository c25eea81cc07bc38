import { InvalidArgumentError, type Command } from 'commander';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { holderOf } from '../../../subgraphs/kit/postgres/host/hold.ts';
import { assertPortUsable } from '../../../subgraphs/kit/postgres/host/port.ts';
import type { Config } from '../../config.ts';
import type { Owner } from '../../fetch/owners/owner.ts';
import { DEMO_NOTICE } from '../../issuer/notice.ts';
import { createLog } from '../../receive/log.ts';
import { keepAccessLogs } from '../access-log/keep.ts';
import type { CommandContext } from '../context.ts';
import { withEngine, type Engine } from '../engine.ts';
import { keepHeapSmall } from '../heap.ts';
import { openHouse } from '../house.ts';
import { describeProgress } from '../progress.ts';
import { plantOnFirstStart } from '../plant.ts';
import { keepRules } from '../rules/keep.ts';
import { untilStopped } from '../stop.ts';
import { withPrimary, type Primary } from '../primary.ts';
import { startWorkers } from '../workers.ts';

/** Who lets people in. */
const identityRemark = ({ oidc }: Config): string =>
  oidc === undefined
    ? DEMO_NOTICE
    : `Whoever asks needs a token of ${oidc.issuer}.\n查询须持 ${oidc.issuer} 颁发的令牌。`;

type Place = Pick<Owner, 'name' | 'place'>;

const welcome = (url: string, owners: readonly Place[]): string =>
  [
    '',
    `四网 FourNets is ready · 已就绪`,
    `  Console  控制台   ${url}/console`,
    `  Graph    图接口   ${url}/graphql`,
    `  Health   健康检查 ${url}/health  ${url}/ready  ${url}/metrics`,
    ...owners.map(({ name, place }) => `  ${name.padEnd(14)} ${place}`),
    '',
    'Stop with Ctrl+C. 按 Ctrl+C 停止。',
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

/** The departments whose data is here. */
const namesHere = ({ departments }: Config): DepartmentName[] =>
  DEPARTMENT_NAMES.filter((name) => departments[name].url === undefined);

const tellReady = ({ terminal, config }: CommandContext, url: string, owners: readonly Place[]): void => {
  terminal.say(identityRemark(config));
  terminal.result({ url, console: `${url}/console`, graphql: `${url}/graphql` }, welcome(url, owners));
};

/** What a server runs on, read while Postgres starts. */
const readServer = async ({ oidc }: Config) => {
  const [run] = await Promise.all([
    import('../run.ts'),
    oidc === undefined ? import('../../issuer/issuer.ts') : undefined,
  ]);
  return run;
};

/** One of several workers: it answers, over the house that the primary keeps. */
const work = async (
  { config }: CommandContext,
  engine: Engine,
  { ready, metrics }: Primary,
): Promise<void> => {
  const log = createLog(config.logLevel);
  const reading = readServer(config);
  const house = await openHouse({
    config,
    names: namesHere(config),
    join: true,
    onProgress: () => undefined,
  });
  const { runGateway } = await reading;
  const gateway = await runGateway(config, house, engine, log, metrics);
  ready(gateway.url);
  await untilStopped();
  await gateway.close();
};

/** The departments as each worker reaches them. */
const placesOf = ({ departments }: Config): Place[] =>
  DEPARTMENT_NAMES.map((name) => ({ name, place: departments[name].url ?? 'in-process' }));

/** How the product is started. */
interface UpOptions extends Engine {
  /** Workers of standing rules, in a process of their own; 0 starts none. */
  readonly ruleWorkers: number;
}

const ruleWorkers = (text: string): number => {
  if (!/^(\d|1[0-6])$/.test(text))
    throw new InvalidArgumentError('give a whole number from 0 to 16 · 应为 0 至 16 的整数');
  return Number(text);
};

const up = async (context: CommandContext, engine: UpOptions): Promise<void> => {
  const { config, terminal } = context;
  const log = createLog(config.logLevel);
  const reading = config.workers === 1 ? readServer(config) : undefined;
  await assertAddressUsable(config);
  const house = await openHouse({
    config,
    names: namesHere(config),
    join: false,
    onProgress: (step) => describeProgress(terminal, log, step),
  });
  try {
    await plantOnFirstStart(config, house, terminal);
    const keeping = keepAccessLogs(config, house, log);
    try {
      const run = await reading;
      const started =
        run === undefined
          ? { ...(await startWorkers(config, ['up'], engine, log)), owners: placesOf(config) }
          : await run.runGateway(config, house, engine, log);
      house.announce(started.url);
      tellReady(context, started.url, started.owners);
      const rules = keepRules(engine.ruleWorkers, log);
      await untilStopped();
      terminal.say('Stopping · 正在停止');
      await Promise.all([rules.close(), started.close()]);
    } finally {
      await keeping.close();
    }
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
    .option('--rule-workers <n>', 'workers of standing rules beside it · 规则执行者数量', ruleWorkers, 0)
    .action((engine: UpOptions) => {
      keepHeapSmall();
      return withPrimary((primary) =>
        primary === undefined ? up(context(), engine) : work(context(), engine, primary),
      );
    });
};
