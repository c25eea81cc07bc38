import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { CodedError } from '../../schema/errors.ts';
import { readConfig } from '../config.ts';
import type { CommandContext } from './context.ts';
import { EXIT, exitOf } from './exit.ts';
import { codeIn, describeError, terminal } from './terminal.ts';

const version = (): string => {
  const text = readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8');
  return String(Reflect.get(JSON.parse(text), 'version'));
};

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 wrong words, 3 some input refused, 4 the surroundings do not allow it
退出码：0 完成，1 失败，2 命令有误，3 部分输入被拒绝，4 环境不满足`;

type Register = (program: Command, context: () => CommandContext) => void;

/** Each command in a module of its own, read only when it is asked for: a start does not wait for the others. */
const COMMANDS: Readonly<Record<string, () => Promise<{ readonly register: Register }>>> = {
  up: () => import('./commands/up.ts'),
  import: () => import('./commands/import.ts'),
  seed: () => import('./commands/seed.ts'),
  migrate: () => import('./commands/migrate.ts'),
  subgraph: () => import('./commands/subgraph.ts'),
  gateway: () => import('./commands/gateway.ts'),
  compose: () => import('./commands/compose.ts'),
  plan: () => import('./commands/plan.ts'),
  doctor: () => import('./commands/doctor.ts'),
  token: () => import('./commands/token.ts'),
  'access-log': () => import('./commands/access-log.ts'),
  manifest: () => import('./commands/manifest.ts'),
  changes: () => import('./commands/changes.ts'),
  oversight: () => import('./commands/oversight.ts'),
  rules: () => import('./commands/rules.ts'),
  compare: () => import('./commands/compare.ts'),
  forecast: () => import('./commands/forecast.ts'),
  stress: () => import('./commands/stress.ts'),
  'back-test': () => import('./commands/back-test.ts'),
};

/** The modules that the words on the command line need: one, or for help all. */
const modulesFor = (words: readonly string[]) => {
  const name = words.find((word) => !word.startsWith('-')) ?? 'help';
  const found = Object.keys(COMMANDS);
  if (name !== 'help' && !found.includes(name))
    throw new CodedError('COMMAND_UNKNOWN', { command: name, found: found.join(', ') });
  const command = COMMANDS[name];
  return Promise.all((command === undefined ? Object.values(COMMANDS) : [command]).map((load) => load()));
};

const createProgram = async (words: readonly string[]): Promise<Command> => {
  const program = new Command('fournets')
    .description('四网 FourNets: one oversight graph over five departments · 机构编制监督联邦图')
    .version(version())
    .option('--json', 'print the result as JSON · 以 JSON 输出结果')
    .option('--quiet', 'no progress and remarks · 不输出进度')
    .addHelpText('after', EXIT_CODES)
    .exitOverride();
  const context = (): CommandContext => ({ config: readConfig(), terminal: terminal(program.opts()) });
  for (const { register } of await modulesFor(words)) register(program, context);
  return program;
};

/** Runs the command-line program; the exit code. */
export const main = async (argv: readonly string[]): Promise<number> => {
  try {
    const program = await createProgram(argv.slice(2));
    await program.parseAsync([...argv]);
    return typeof process.exitCode === 'number' ? process.exitCode : EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    process.stderr.write(`${describeError(error)}\n`);
    const code = codeIn(error);
    return code === undefined ? EXIT.failed : exitOf(code);
  }
};
