import pg from 'pg';
import { CodedError } from '../../schema/errors.ts';
import type { Targets } from '../../subgraphs/demo/plant/plant.ts';
import type { Config } from '../config.ts';
import type { DepartmentHome, House } from './house.ts';
import type { Terminal } from './terminal.ts';

/** Seed of the demo district where none is asked for. */
export const DEMO_SEED = 1;

/** Where the facts of each department are planted, as the owner of its tables. */
export const targetsOf = (homes: readonly DepartmentHome[]): Targets =>
  Object.fromEntries(
    homes.map(({ department, ownerUrl }) => [department.name, { connectionString: ownerUrl }]),
  );

/** True when something was planted or imported already. */
const hasFacts = async ({ ownerUrl }: DepartmentHome): Promise<boolean> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return (await client.query('select from import_batch limit 1')).rowCount !== 0;
  } finally {
    await client.end();
  }
};

const plant = async (
  people: number,
  homes: readonly DepartmentHome[],
  { pidKey, cipherKey }: DepartmentHome,
): Promise<number> => {
  // Read only when needed: later starts do without the generator.
  const { generateDistrict, UNTIL } = await import('../../subgraphs/demo/generate.ts');
  const { plantDistrict } = await import('../../subgraphs/demo/plant/plant.ts');
  const district = generateDistrict({
    people,
    seed: DEMO_SEED,
    until: UNTIL,
    pidKey,
    identityKey: cipherKey,
  });
  return (await plantDistrict({ district, targets: targetsOf(homes) })).rows;
};

/**
 * Plants the demo district into embedded databases that hold no facts. A start that was killed in between is made
 * whole by the next one; databases with facts of their own are left alone.
 */
export const plantOnFirstStart = async (
  { demoPeople }: Config,
  house: House,
  terminal: Terminal,
): Promise<void> => {
  const homes = house.homes.filter(({ embedded }) => embedded);
  const hr = homes.find(({ department }) => department.name === 'hr');
  if (demoPeople === 0 || hr === undefined || (await Promise.all(homes.map(hasFacts))).every(Boolean)) return;
  terminal.say(`Planting the demo district of ${demoPeople} people · 正在生成演示数据`);
  try {
    const rows = await plant(demoPeople, homes, hr);
    terminal.say(`Planted ${rows} facts · 已写入 ${rows} 条`);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'DEMO_NOT_EMPTY') throw error;
    terminal.say('There are facts already: no demo district · 已有数据，不生成演示数据');
  }
};
