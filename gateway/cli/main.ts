import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { CodedError } from '../../schema/errors.ts';
import { readConfig } from '../config.ts';
import { registerCompose } from './commands/compose.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerImport } from './commands/import.ts';
import { registerMigrate } from './commands/migrate.ts';
import { registerSubgraph } from './commands/subgraph.ts';
import { registerUp } from './commands/up.ts';
import type { CommandContext } from './context.ts';
import { EXIT, exitOf } from './exit.ts';
import { describeError, terminal } from './terminal.ts';

const version = (): string => {
  const text = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8');
  return String(Reflect.get(JSON.parse(text), 'version'));
};

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong words, 3 some input refused, 4 the surroundings do not allow it
退出码：0 完成，1 失败，2 命令有误，3 部分输入被拒绝，4 环境不满足`;

const createProgram = (): Command => {
  const program = new Command('fournets')
    .description('四网 FourNets: one oversight graph over five departments · 机构编制监督联邦图')
    .version(version())
    .option('--json', 'print the result as JSON · 以 JSON 输出结果')
    .option('--quiet', 'no progress and remarks · 不输出进度')
    .addHelpText('after', EXIT_CODES)
    .exitOverride();
  const context = (): CommandContext => ({ config: readConfig(), terminal: terminal(program.opts()) });
  registerUp(program, context);
  registerImport(program, context);
  registerMigrate(program, context);
  registerDoctor(program, context);
  registerCompose(program, context);
  registerSubgraph(program, context);
  return program;
};

/** Runs the command-line program; the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    await createProgram().parseAsync([...argv]);
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${describeError(error)}\n`);
    return error instanceof CodedError ? exitOf(error.code) : EXIT.failed;
  }
};
