import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import pg from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import { importFile } from '../../../subgraphs/kit/import/import-file.ts';
import { readMapping } from '../../../subgraphs/kit/import/map/read-mapping.ts';
import type { ImportReport } from '../../../subgraphs/kit/import/report.ts';
import type { ImportTable } from '../../../subgraphs/kit/import/table.ts';
import { vocabularyOf } from '../../../subgraphs/kit/import/vocabulary.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit.ts';
import { departments } from '../departments.ts';
import { openHouse, type DepartmentHome } from '../house.ts';
import { findTable, listText, listValue } from '../import/list.ts';
import { progressView } from '../import/progress.ts';
import { reportText } from '../import/report-text.ts';

interface Options {
  readonly map?: string;
  readonly sheet?: number | string;
  readonly rejected?: string;
  readonly dryRun?: true;
  readonly allOrNothing?: true;
  readonly list?: true;
}

const departmentName = (text: string): DepartmentName => {
  const name = DEPARTMENT_NAMES.find((candidate) => candidate === text);
  if (name !== undefined) return name;
  throw new CodedError('DEPARTMENT_UNKNOWN', { department: text, found: DEPARTMENT_NAMES.join(', ') });
};

/** A position counts from 1; anything else is the sheet's name. */
const sheet = (text: string): number | string => {
  if (text === '') throw new InvalidArgumentError('name the sheet or its position');
  return /^[1-9]\d*$/.test(text) ? Number(text) : text;
};

/** Beside the place where the command was called: the imported file may lie where nothing may be written. */
const rejectedFileOf = (file: string, { rejected }: Options): string =>
  path.resolve(rejected ?? `${path.basename(file, path.extname(file))}.rejected.csv`);

const importInto = async (
  { terminal }: CommandContext,
  home: DepartmentHome,
  table: ImportTable,
  file: string,
  options: Options,
): Promise<ImportReport> => {
  const mapping = options.map === undefined ? undefined : await readMapping(options.map);
  const view = progressView(terminal);
  const client = new pg.Client({ connectionString: home.appUrl, application_name: 'fournets import' });
  await client.connect();
  try {
    return await importFile({
      ...options,
      table,
      file,
      mapping,
      client,
      pidKey: home.pidKey,
      cipherKey: home.cipherKey,
      vocabulary: vocabularyOf(departmentSdl(home.department.name)),
      rejectedFile: rejectedFileOf(file, options),
      onProgress: view.show,
    });
  } finally {
    view.stop();
    await client.end();
  }
};

const runImport = async (
  context: CommandContext,
  [departmentText, tableName, file]: readonly [string, string, string],
  options: Options,
): Promise<void> => {
  const name = departmentName(departmentText);
  const table = findTable(departments[name], tableName);
  const house = await openHouse({
    config: context.config,
    names: [name],
    join: true,
    onProgress: () => undefined,
  });
  try {
    for (const home of house.homes) {
      const report = await importInto(context, home, table, file, options);
      context.terminal.result(report, reportText(report, rejectedFileOf(file, options)));
      if (report.rows.rejected > 0) process.exitCode = EXIT.rejected;
    }
  } finally {
    await house.close();
  }
};

/** `import <department> <table> <file>`: a CSV or XLSX file into a department's table. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('import')
    .description(
      'import a CSV or XLSX file into a department; without arguments, list what can be imported · 导入文件；不带参数时列出可导入的表',
    )
    .argument('[department]', 'which department · 部门')
    .argument('[table]', 'which table · 数据表')
    .argument('[file]', 'CSV or XLSX · 文件')
    .option('--map <file>', 'mapping file in YAML · 映射文件')
    .option('--sheet <sheet>', 'name or position of the sheet · 工作表名称或序号', sheet)
    .option(
      '--rejected <file>',
      'where rejected rows go; <name>.rejected.csv where left out · 拒绝行输出文件',
    )
    .option('--dry-run', 'do everything and keep nothing · 试运行，不保存')
    .option('--all-or-nothing', 'keep nothing when a row is rejected · 任一行被拒绝则全部不导入')
    .option('--list', 'list the tables and their columns · 列出数据表及各列')
    .action(
      async (
        department: string | undefined,
        table: string | undefined,
        file: string | undefined,
        options: Options,
        command: Command,
      ) => {
        const { terminal } = context();
        const all = Object.values(departments);
        if (options.list === true || department === undefined) {
          const listed = department === undefined ? all : [departments[departmentName(department)]];
          return terminal.result(listValue(listed), listText(listed));
        }
        if (table === undefined || file === undefined)
          return command.error(`error: missing argument '${table === undefined ? 'table' : 'file'}'`);
        return runImport(context(), [department, table, file], options);
      },
    );
};
