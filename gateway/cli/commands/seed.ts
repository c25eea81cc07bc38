import { writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { generateDistrict, type District } from '../../../subgraphs/demo/generate.ts';
import { asOfOf, casesIn, manifestOf } from '../../../subgraphs/demo/manifest.ts';
import { plantDistrict, type Planted } from '../../../subgraphs/demo/plant/plant.ts';
import { DEMO_PEOPLE, type Config } from '../../config.ts';
import type { CommandContext } from '../context.ts';
import { keepDemoDay } from '../demo/day.ts';
import { seedProgress } from '../demo/progress.ts';
import { openHouse, type House } from '../house.ts';
import { DEMO_SEED, holdsTogether, targetsOf } from '../plant.ts';
import type { Terminal } from '../terminal.ts';
import { calendarDay } from '../today.ts';

interface Options {
  readonly people: number;
  readonly seed: number;
  readonly until?: string;
  readonly manifest?: string;
  readonly replace?: true;
}

const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('give a whole number · 应为整数');
  return Number(text);
};

/** Where nothing else is asked for, a district goes on as it was begun, and a new one is that of today. */
const untilFor = async ({ homes }: House, { until, replace }: Options, config: Config): Promise<string> =>
  until ?? (replace ? undefined : (await holdsTogether(homes)).until) ?? calendarDay(config);

/** The departments share the key of the pids; human resources keeps the identity numbers. */
const districtFor = ({ homes }: House, { people, seed }: Options, until: string): District => {
  const home = homes.find(({ department }) => department.name === 'hr') ?? homes[0];
  if (home === undefined) throw new CodedError('DEMO_NO_DATABASE');
  return generateDistrict({ people, seed, until, pidKey: home.pidKey, identityKey: home.cipherKey });
};

const plant = async (
  house: House,
  district: District,
  terminal: Terminal,
  replace = false,
): Promise<Planted> => {
  const progress = seedProgress(terminal, district.people);
  try {
    return await plantDistrict({
      district,
      targets: targetsOf(house.homes),
      replace,
      onProgress: progress.show,
    });
  } finally {
    progress.stop();
  }
};

const summary = ({ departments, rows, cases }: Planted, asOf: string): string =>
  departments.length === 0
    ? 'The district was planted before; nothing was changed · 该演示数据此前已写入，未作改动'
    : `${rows} rows in ${departments.length} departments, ${cases.length} planted cases, as of ${asOf} · 已写入 ${departments.length} 个部门 ${rows} 行，含 ${cases.length} 个预设情形，截至 ${asOf}`;

/** A district that was planted before is made once more, only for its cases. */
const writeManifest = (file: string, district: District, { departments, cases }: Planted): void => {
  const manifest = manifestOf(district, departments.length === 0 ? casesIn(district) : cases);
  try {
    writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  } catch (error) {
    throw new CodedError('DEMO_MANIFEST_NOT_WRITABLE', { file }, { cause: error });
  }
};

const seed = async ({ config, terminal }: CommandContext, options: Options): Promise<void> => {
  const names = DEPARTMENT_NAMES.filter((name) => config.departments[name].url === undefined);
  const house = await openHouse({ config, names, join: true, onProgress: () => undefined });
  try {
    const district = districtFor(house, options, await untilFor(house, options, config));
    const planted = await plant(house, district, terminal, options.replace);
    const asOf = asOfOf(district);
    keepDemoDay(config.dataDirectory, asOf);
    if (options.manifest !== undefined) writeManifest(options.manifest, district, planted);
    const { departments, rows, cases } = planted;
    terminal.result({ departments, rows, cases: cases.length, asOf }, summary(planted, asOf));
  } finally {
    await house.close();
  }
};

/** `seed`: plants an invented district into empty databases. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('seed')
    .description('plant an invented district into empty databases · 向空数据库写入演示数据')
    .option('--people <n>', 'how many people · 人数', wholeNumber, DEMO_PEOPLE)
    .option('--seed <n>', 'the same number gives the same district · 随机种子', wholeNumber, DEMO_SEED)
    .option(
      '--until <day>',
      'day it stands on, or month for its last day; today where left out · 数据截至日期或月份，默认当天',
    )
    .option('--manifest <file>', 'write where the cases are planted · 输出预设情形清单')
    .option('--replace', 'delete all facts first · 先清空全部数据')
    .action((options: Options) => seed(context(), options));
};
