import { CodedError } from '../../schema/errors.ts';
import { generateDistrict, UNTIL, type District } from '../../subgraphs/demo/generate.ts';
import { plantDistrict, type Targets } from '../../subgraphs/demo/plant/plant.ts';
import type { Config } from '../config.ts';
import type { DepartmentHome, House } from './house.ts';
import type { Terminal } from './terminal.ts';

/** Seed of the demo district that the first start plants. */
const SEED = 1;

const demoDistrict = (people: number, homes: readonly DepartmentHome[]): District | undefined => {
  const hr = homes.find(({ department }) => department.name === 'hr');
  return (
    hr && generateDistrict({ people, seed: SEED, until: UNTIL, pidKey: hr.pidKey, identityKey: hr.cipherKey })
  );
};

/** Where the facts of each department are planted, as the owner of its tables. */
export const targetsOf = (homes: readonly DepartmentHome[]): Targets =>
  Object.fromEntries(
    homes.map(({ department, ownerUrl }) => [department.name, { connectionString: ownerUrl }]),
  );

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
  const district = demoPeople === 0 ? undefined : demoDistrict(demoPeople, homes);
  if (district === undefined) return;
  try {
    const { rows } = await plantDistrict({ district, targets: targetsOf(homes) });
    if (rows > 0)
      terminal.say(`Planted the demo district: ${demoPeople} people, ${rows} facts · 已生成演示数据`);
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'DEMO_NOT_EMPTY') throw error;
  }
};
