import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../context.ts';
import { dayArgument } from '../day.ts';
import type { RunOptions } from '../rules/run.ts';
import type { TryOptions } from '../rules/try.ts';

const count = (text: string): number => {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new InvalidArgumentError('give a whole number from 1 · 应为正整数');
  return Number(text);
};

/** `rules`: the standing rules. */
export const register = (program: Command, context: () => CommandContext): void => {
  const rules = program
    .command('rules')
    .description(
      'standing oversight rules: list, check, try, run, work · 监督规则：查看、检查、试算、运行、值守',
    );
  rules
    .command('list', { isDefault: true })
    .description('the built-in rules · 内置规则')
    .action(async () => (await import('../rules/list.ts')).listRules(context()));
  rules
    .command('check')
    .description('check rules against the graph, built-in ones where no file is named · 检查规则')
    .argument('[files...]', 'files with a rule each · 规则文件')
    .action(async (files: string[]) => (await import('../rules/list.ts')).checkRules(context(), files));
  rules
    .command('try')
    .description('decide about one subject, step by step; nothing is kept · 试算单个对象')
    .argument('<rule>', 'number of a rule, or a file · 规则编号或文件')
    .argument('<subject>', 'key of a person, or code of an institution · 人员标识或机构代码')
    .option('--as-of <day>', 'day the facts are read as of · 事实日期', dayArgument)
    .action(async (rule: string, subject: string, options: TryOptions) =>
      (await import('../rules/try.ts')).tryRule(context(), rule, subject, options),
    );
  rules
    .command('run')
    .description('run rules over their subjects; findings go into the ledger · 运行规则并登记疑点')
    .option('--rule <id...>', 'only these rules · 仅这些规则')
    .option('--as-of <day>', 'day the facts are read as of · 事实日期', dayArgument)
    .option('--unit <code>', 'only one institution and its people · 仅一个机构')
    .option('--shards <n>', 'parts of each rule that are worked off one by one · 每规则分片数', count, 4)
    .option('--workers <n>', 'how many at once in this process · 并发数', count, 2)
    .action(async (options: RunOptions) => (await import('../rules/run.ts')).runRules(context(), options));
  rules
    .command('work')
    .description('work off runs, whoever starts them, until stopped · 持续执行规则运行')
    .option('--workers <n>', 'how many at once in this process · 并发数', count, 1)
    .action(async (options: { readonly workers: number }) =>
      (await import('../rules/work.ts')).workRules(context(), options),
    );
};
