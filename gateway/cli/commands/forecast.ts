import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../context.ts';
import { dayArgument } from '../day.ts';
import type { ForecastCommandOptions } from '../forecast/forecast.ts';

const months = (text: string): number => {
  if (!/^([1-9]|[12]\d|3[0-6])$/.test(text))
    throw new InvalidArgumentError('give a number of months from 1 to 36 · 应为 1 至 36');
  return Number(text);
};

const share = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 1))
    throw new InvalidArgumentError('give a share from 0 to 1 · 应为 0 至 1 之间的比例');
  return value;
};

/** `forecast`: posts and seats of the months to come. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('forecast')
    .description('posts and seats month by month from now on · 编制使用预测')
    .option('--unit <code>', 'only this institution · 仅一个机构')
    .option('--tree', 'also all institutions below it · 含下级机构', false)
    .option('--months <n>', 'how many months, 1 to 36 · 月数', months, 24)
    .option('--as-of <day>', 'day from which on it lies ahead · 起算日期', dayArgument)
    .option('--vacant <share>', 'tell where more than this share is vacant · 空编率上限', share, 0.2)
    .option('--warned', 'only what goes over or falls vacant, or is not known · 仅预警', false)
    .option('--output <file>', 'write all months into a file, .csv or .xlsx · 导出 CSV 或工作簿')
    .action(async (options: ForecastCommandOptions) =>
      (await import('../forecast/forecast.ts')).forecast(context(), options),
    );
};
