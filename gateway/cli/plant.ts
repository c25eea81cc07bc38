import pg from 'pg';
import { CodedError } from '../../schema/errors.ts';
import { holdsOf, type Holds } from '../../subgraphs/demo/plant/mark.ts';
import type { Targets } from '../../subgraphs/demo/plant/plant.ts';
import type { Config } from '../config.ts';
import { demoDayNotice, demoDayOf, keepDemoDay } from './demo/day.ts';
import type { DepartmentHome, House } from './house.ts';
import type { Terminal } from './terminal.ts';
import { calendarDay } from './today.ts';

/** Seed of the demo district where none is asked for. */
export const DEMO_SEED = 1;

/** Where the facts of each department are planted, as the owner of its tables. */
export const targetsOf = (homes: readonly DepartmentHome[]): Targets =>
  Object.fromEntries(
    homes.map(({ department, ownerUrl }) => [department.name, { connectionString: ownerUrl }]),
  );

const holdsIn = async ({ ownerUrl }: DepartmentHome): Promise<Holds> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await holdsOf(client);
  } finally {
    await client.end();
  }
};

/** What the departments' databases hold together: all of them facts, and some of them, or all, a planted district. */
export const holdsTogether = async (homes: readonly DepartmentHome[]): Promise<Holds> => {
  const found = await Promise.all(homes.map(holdsIn));
  return {
    facts: found.every(({ facts }) => facts),
    until: found.find(({ until }) => until !== undefined)?.until,
  };
};

const plant = async (
  people: number,
  until: string,
  homes: readonly DepartmentHome[],
  { pidKey, cipherKey }: DepartmentHome,
): Promise<number> => {
  // Read only when needed: later starts do without the generator.
  const { generateDistrict } = await import('../../subgraphs/demo/generate.ts');
  const { plantDistrict } = await import('../../subgraphs/demo/plant/plant.ts');
  const district = generateDistrict({ people, seed: DEMO_SEED, until, pidKey, identityKey: cipherKey });
  return (await plantDistrict({ district, targets: targetsOf(homes) })).rows;
};

/** Plants the district, unless others' facts are there: false then. */
const plantUnlessFacts = async (
  people: number,
  until: string,
  homes: readonly DepartmentHome[],
  hr: DepartmentHome,
  terminal: Terminal,
): Promise<boolean> => {
  terminal.say(`Planting the demo district of ${people} people · 正在生成演示数据`);
  try {
    const rows = await plant(people, until, homes, hr);
    terminal.say(`Planted ${rows} facts · 已写入 ${rows} 条`);
    return true;
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'DEMO_NOT_EMPTY') throw error;
    terminal.say('There are facts already: no demo district · 已有数据，不生成演示数据');
    return false;
  }
};

/** Has the data directory stand on the day of its district, which an older version did not keep, and says so. */
const standOn = async (
  { today, dataDirectory }: Config,
  until: string,
  terminal: Terminal,
): Promise<void> => {
  let day = demoDayOf(dataDirectory);
  if (day === undefined) {
    const { standsOn } = await import('../../subgraphs/demo/manifest.ts');
    day = standsOn(until);
    keepDemoDay(dataDirectory, day);
  }
  if (today === undefined && day !== calendarDay({ today })) terminal.say(demoDayNotice(day));
};

/**
 * Plants the demo district of today into embedded databases that hold no facts. A start that was killed in between is
 * made whole by the next one, on whatever day; databases with facts of their own are left alone. On later days the
 * district stands where it was planted.
 */
export const plantOnFirstStart = async (config: Config, house: House, terminal: Terminal): Promise<void> => {
  const { demoPeople } = config;
  const homes = house.homes.filter(({ embedded }) => embedded);
  const hr = homes.find(({ department }) => department.name === 'hr');
  if (demoPeople === 0 || hr === undefined) return;
  const holds = await holdsTogether(homes);
  const until = holds.until ?? calendarDay(config);
  const planted = holds.facts
    ? holds.until !== undefined
    : await plantUnlessFacts(demoPeople, until, homes, hr, terminal);
  if (planted) await standOn(config, until, terminal);
};
