import { Argument, type Command } from 'commander';
import { DEPARTMENT_NAMES, DEPARTMENTS, type DepartmentName } from '../../../schema/departments.ts';
import { createLog } from '../../receive/log.ts';
import type { CommandContext } from '../context.ts';
import { assertMayOpen, doorOf } from '../door.ts';
import { keepHeapSmall } from '../heap.ts';
import { openHouse } from '../house.ts';
import { describeProgress } from '../progress.ts';
import { portNumber } from '../port.ts';
import { serveHome } from '../serve-home.ts';
import { untilStopped } from '../stop.ts';

interface Options {
  readonly port?: number;
  readonly open?: boolean;
}

/** A door that stands open is no secret. */
const WIDE_OPEN = [
  'WARNING: --open answers whoever asks on this machine, without a gateway. For trying out only.',
  '警告：--open 会应答本机上任何人的查询，不经过网关，仅供试用。',
].join('\n');

const runSubgraph = async (
  { config, terminal }: CommandContext,
  name: DepartmentName,
  { port, open = false }: Options,
): Promise<void> => {
  if (open) assertMayOpen(config);
  const log = createLog(config.logLevel);
  const door = doorOf(config, name, open, log);
  const house = await openHouse({
    config,
    names: [name],
    join: true,
    onProgress: (step) => describeProgress(terminal, log, step),
  });
  try {
    for (const home of house.homes) {
      const at = { port: port ?? DEPARTMENTS[name].port, door };
      const served = await serveHome(config, house, home, at, log);
      if (open) terminal.say(WIDE_OPEN);
      terminal.result(
        { name, url: served.url },
        `${name} ${DEPARTMENTS[name].zh} is ready · 已就绪  ${served.url}/graphql`,
      );
      await untilStopped();
      await served.close();
    }
  } finally {
    await house.close();
  }
};

/** `subgraph <department>`: one department on its own, over HTTP. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('subgraph')
    .description('start one department on its own, over HTTP · 单独启动一个部门的子图')
    .addArgument(new Argument('<department>', 'which department · 部门').choices(DEPARTMENT_NAMES))
    .option('--port <n>', 'port to listen on; its own where left out · 端口', portNumber)
    .option('--open', 'answer whoever asks on this machine, for trying out · 应答本机任何查询，仅供试用')
    .action((name: DepartmentName, options: Options) => {
      keepHeapSmall();
      return runSubgraph(context(), name, options);
    });
};
