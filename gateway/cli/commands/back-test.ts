import { type Command, InvalidArgumentError } from 'commander';
import { isMonth } from '../../../schema/day.ts';
import type { BackTestCommandOptions } from '../back-test/back-test.ts';
import type { CommandContext } from '../context.ts';

const month = (text: string): string => {
  if (!isMonth(text)) throw new InvalidArgumentError('give a month, YYYY-MM · 应为月份');
  return text;
};

const share = (text: string): number => {
  const value = Number(text);
  if (!(value > 0 && value <= 1))
    throw new InvalidArgumentError('give a share above 0, at most 1 · 应为 0 至 1 之间的比例');
  return value;
};

/** `back-test`: what a rule would have found. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('back-test')
    .description('run a rule over the history, before it is put to work · 规则历史回测')
    .argument('<rule>', 'number of a rule, or a file · 规则编号或文件')
    .requiredOption('--from <month>', 'first month · 起始月份', month)
    .requiredOption('--to <month>', 'last month · 截止月份', month)
    .option('--sample <share>', 'only this share of the persons, e.g. 0.1 · 抽样比例', share, 1)
    .action(async (rule: string, options: BackTestCommandOptions) =>
      (await import('../back-test/back-test.ts')).backTestRule(context(), rule, options),
    );
};
