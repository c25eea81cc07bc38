import type { Command } from 'commander';
import { diagnose, type Check, type Surroundings } from '../../../subgraphs/kit/postgres/doctor.ts';
import { EXIT } from '../exit.ts';
import { terminal } from '../terminal.ts';

const MARKS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

const line = ({ state, title, detail, advice }: Check): string =>
  [
    `${MARKS[state]}  ${title.en} ${title.zh}: ${detail}`,
    ...(advice ? [`         ${advice.en}`, `         ${advice.zh}`] : []),
  ].join('\n');

/** Registers `doctor`: looks at all that a start depends on; exit code 4 when something forbids it. */
export const registerDoctor = (program: Command, surroundings: () => Surroundings): void => {
  program
    .command('doctor')
    .description('look at everything a start depends on, and say what to do · 检查运行环境')
    .option('--json', 'the checks as JSON on stdout')
    .action(async ({ json = false }: { json?: boolean }) => {
      const checks = await diagnose(surroundings());
      terminal({ json }).result(checks, checks.map(line).join('\n'));
      if (checks.some(({ state }) => state === 'failed')) process.exitCode = EXIT.environment;
    });
};
