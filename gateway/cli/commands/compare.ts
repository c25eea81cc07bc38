import type { Command } from 'commander';
import type { CompareCommandOptions } from '../compare/compare.ts';
import type { CommandContext } from '../context.ts';
import { dayArgument } from '../day.ts';

/** `compare`: seats, register and payroll, person by person. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('compare')
    .description('compare seats, register and payroll, person by person · 三数比对：在编、在册、发薪')
    .option('--unit <code>', 'only this institution · 仅一个机构')
    .option('--tree', 'also all institutions below it · 含下级机构', false)
    .option(
      '--as-of <day>',
      'day of seats and employments, its month is that of pay; the end of the last month where left out · 比对日期，默认上月末',
      dayArgument,
    )
    .option('--xlsx <file>', 'write everybody who differs or is unknown into a workbook · 导出工作簿')
    .action(async (options: CompareCommandOptions) =>
      (await import('../compare/compare.ts')).compare(context(), options),
    );
};
