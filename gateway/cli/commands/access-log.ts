import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../../schema/day.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { EXPORT_FORMATS } from '../../../subgraphs/kit/access-log/export/export.ts';
import { runArchive, type ArchiveCommandOptions } from '../access-log/archive.ts';
import { runExport, type ExportCommandOptions } from '../access-log/export.ts';
import { runReseal, type ResealCommandOptions } from '../access-log/reseal.ts';
import { runRotateKey } from '../access-log/rotate-key.ts';
import { runVerify, type VerifyCommandOptions } from '../access-log/verify.ts';
import type { CommandContext } from '../context.ts';

const day = (text: string): string => {
  if (isDay(text)) return text;
  throw new InvalidArgumentError('give a day as YYYY-MM-DD · 应为 YYYY-MM-DD 格式的日期');
};

const oneDepartment = (): Argument =>
  new Argument('<department>', 'which department · 部门').choices(DEPARTMENT_NAMES);

const anyDepartment = (): Argument =>
  new Argument('[department]', 'which department; all that run here where left out · 部门').choices(
    DEPARTMENT_NAMES,
  );

type Name = DepartmentName;

const registerLooking = (group: Command, context: () => CommandContext): void => {
  group
    .command('verify')
    .description('tell everything that is not as it was written; exit code 1 then · 核验访问日志')
    .addArgument(anyDepartment())
    .option('--witness <file>', 'checkpoints that somebody else has kept · 由他人保存的检查点文件')
    .action((name: Name | undefined, options: VerifyCommandOptions) => runVerify(context(), name, options));
  group
    .command('export')
    .description('write the records of some days, all of them · 导出访问记录')
    .addArgument(oneDepartment())
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD · 起始日期', day)
    .requiredOption('--to <day>', 'last day, YYYY-MM-DD · 截止日期', day)
    .addOption(new Option('--format <format>', 'format · 格式').choices(EXPORT_FORMATS).default('csv'))
    .option('--output <file>', 'file that is made; stdout where left out · 输出文件')
    .action((name: Name, options: ExportCommandOptions) => runExport(context(), name, options));
};

const registerKeeping = (group: Command, context: () => CommandContext): void => {
  group
    .command('archive')
    .description('move records that are older than 183 days into archives · 归档到期的访问记录')
    .addArgument(anyDepartment())
    .option('--before <day>', 'only those before this day, YYYY-MM-DD · 仅归档此日之前的记录', day)
    .action((name: Name | undefined, options: ArchiveCommandOptions) => runArchive(context(), name, options));
  group
    .command('rotate-key')
    .description('go on with a new key, also while the product runs · 更换日志密钥')
    .addArgument(anyDepartment())
    .action((name: Name | undefined) => runRotateKey(context(), name));
  group
    .command('reseal')
    .description('let a log that has stopped be written again, by a record of its own · 恢复已停止的访问日志')
    .addArgument(oneDepartment())
    .requiredOption('--document <number>', 'document that says what was found · 核查结论的文号')
    .action((name: Name, options: ResealCommandOptions) => runReseal(context(), name, options));
};

/** `access-log …`: looks at the access logs of the departments, and keeps them. */
export const register = (program: Command, context: () => CommandContext): void => {
  const group = program
    .command('access-log')
    .description('who looked at what: verify, export, archive, rotate-key, reseal · 访问日志');
  registerLooking(group, context);
  registerKeeping(group, context);
};
