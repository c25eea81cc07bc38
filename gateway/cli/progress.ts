import type { Progress } from '../../subgraphs/kit/postgres/cluster.ts';
import type { Logger } from '../receive/log.ts';
import type { Terminal } from './terminal.ts';

/** What the embedded Postgres does, for the person who waits and, once running, for the log. */
export const describeProgress = (terminal: Terminal, log: Logger, step: Progress): void => {
  if (step.kind === 'creating') terminal.say('Making the embedded Postgres · 正在创建内置数据库');
  else if (step.kind === 'clearing')
    terminal.say('Clearing what a killed start left behind · 正在清理上次异常退出的残留');
  else if (step.kind === 'starting') terminal.say('Starting the embedded Postgres · 正在启动内置数据库');
  else if (step.kind !== 'ready') log.warn({ event: step }, 'embedded Postgres');
};
