import type { Command } from 'commander';
import { ask } from '../../../subgraphs/kit/postgres/checks/check.ts';
import { diagnose, type Check } from '../../../subgraphs/kit/postgres/doctor.ts';
import type { CommandContext } from '../context.ts';
import { elsewhereQuestions } from '../elsewhere.ts';
import { EXIT } from '../exit.ts';

const MARKS = { ok: 'ok     ', warning: 'warning', failed: 'FAILED ' } as const;

const line = ({ state, title, detail, advice }: Check): string =>
  [
    `${MARKS[state]}  ${[title.en, title.zh].filter(Boolean).join(' ')}: ${detail}`,
    ...(advice ? [`         ${advice.en}`, `         ${advice.zh}`] : []),
  ].join('\n');

/** `doctor`: looks at all that a start depends on; exit code 4 when something forbids it. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('doctor')
    .description('look at everything a start depends on, and say what to do · 检查运行环境')
    .action(async () => {
      const { config, terminal } = context();
      const elsewhere = Promise.all(elsewhereQuestions(config).map(ask));
      const checks = [...(await diagnose(config)), ...(await elsewhere)];
      terminal.result(checks, checks.map(line).join('\n'));
      if (checks.some(({ state }) => state === 'failed')) process.exitCode = EXIT.environment;
    });
};
