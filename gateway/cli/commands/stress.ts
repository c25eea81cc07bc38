import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../context.ts';
import type { StressCommandOptions } from '../stress/stress.ts';

const wholeNumber = (text: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('give a whole number · 应为整数');
  return Number(text);
};

/** `stress`: how much the rules find of what is wrong. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('stress')
    .description(
      'plant faults in a copy of the data, and say which of them the rules find · 数据压力测试：在副本中植入差错并检验规则',
    )
    .option(
      '--seed <n>',
      'the same number plants the same faults in the same data · 随机种子',
      wholeNumber,
      1,
    )
    .option('--faults <n>', 'faults of each rule, and as many near misses · 每规则植入数', wholeNumber, 3)
    .option('--rule <id...>', 'only these rules · 仅这些规则')
    .option('--until <YYYY-MM>', 'last month of pay; the last one that is over where left out · 最后发薪月份')
    .option('--xlsx <file>', 'write the result into a workbook · 导出工作簿')
    .option('--keep', 'leave the copies to be looked at, until the next test · 保留副本')
    .action(async (options: StressCommandOptions) =>
      (await import('../stress/stress.ts')).stress(context(), options),
    );
};
