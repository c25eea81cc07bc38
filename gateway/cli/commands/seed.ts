import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';
import { generateDistrict, UNTIL, type District } from '../../../subgraphs/demo/generate.ts';
import { casesIn, manifestOf } from '../../../subgraphs/demo/manifest.ts';
import { plantDistrict, type Planted, type Targets } from '../../../subgraphs/demo/plant/plant.ts';
import type { CommandContext } from '../context.ts';
import { seedProgress } from '../demo/progress.ts';
import { openHouse, type House } from '../house.ts';
import type { Terminal } from '../terminal.ts';

/** People of the district that a first start plants. */
export const DEMO_PEOPLE = 6000;
const DEMO_SEED = 1;

interface Options {
  readonly people: number;
  readonly seed: number;
  readonly until: string;
  readonly manifest?: string;
  readonly replace?: true;
}

/** The district that a first start plants, or another one. The departments share the key of the pids. */
export const districtFor = (
  house: House,
  { people, seed, until }: Pick<Options, 'people' | 'seed' | 'until'> = {
    people: DEMO_PEOPLE,
    seed: DEMO_SEED,
    until: UNTIL,
  },
): District => {
  const hr = house.homes.find(({ department }) => department.name === 'hr');
  const home = hr ?? house.homes[0];
  if (home === undefined) throw new CodedError('DEMO_NO_DATABASE');
  return generateDistrict({ people, seed, until, pidKey: home.pidKey, identityKey: home.cipherKey });
};

/** Plants a district into the databases of a house, as their owners. */
export const plantHouse = async (
  house: House,
  district: District,
  terminal: Terminal,
  replace = false,
): Promise<Planted> => {
  const targets: Targets = Object.fromEntries(
    house.homes.map(({ department, ownerUrl }) => [department.name, { connectionString: ownerUrl }]),
  );
  const progress = seedProgress(terminal, district.people);
  try {
    return await plantDistrict({ district, targets, replace, onProgress: progress.show });
  } finally {
    progress.stop();
  }
};

const summary = ({ departments, rows, cases }: Planted): string =>
  departments.length === 0
    ? 'The district was planted before; nothing was changed · 该演示数据此前已写入，未作改动'
    : `${rows} rows in ${departments.length} departments, ${cases.length} planted cases · 已写入 ${departments.length} 个部门 ${rows} 行，含 ${cases.length} 个预设情形`;

/** A district that was planted before is made once more, only for its cases. */
const writeManifest = (file: string, district: District, { departments, cases }: Planted): void => {
  const manifest = manifestOf(district, departments.length === 0 ? casesIn(district) : cases);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
};

const seed = async ({ config, terminal }: CommandContext, options: Options): Promise<void> => {
  const names = DEPARTMENT_NAMES.filter((name) => config.departments[name].url === undefined);
  const house = await openHouse({ config, names, join: true, onProgress: () => undefined });
  try {
    const district = districtFor(house, options);
    const planted = await plantHouse(house, district, terminal, options.replace);
    if (options.manifest !== undefined) writeManifest(options.manifest, district, planted);
    const { departments, rows, cases } = planted;
    terminal.result({ departments, rows, cases: cases.length }, summary(planted));
  } finally {
    await house.close();
  }
};

/** `seed`: plants an invented district into empty databases. */
export const register = (program: Command, context: () => CommandContext): void => {
  program
    .command('seed')
    .description('plant an invented district into empty databases · 向空数据库写入演示数据')
    .option('--people <n>', 'how many people · 人数', Number, DEMO_PEOPLE)
    .option('--seed <n>', 'the same number gives the same district · 随机种子', Number, DEMO_SEED)
    .option('--until <YYYY-MM>', 'last month of pay · 最后发薪月份', UNTIL)
    .option('--manifest <file>', 'write where the cases are planted · 输出预设情形清单')
    .option('--replace', 'delete all facts first · 先清空全部数据')
    .action((options: Options) => seed(context(), options));
};
