import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { CommandContext } from '../context.ts';
import { openHouse } from '../house.ts';
import { accessLogPlace, type AccessLogPlace } from './place.ts';

/** Does something with the access log of a department, default: of each that runs here, one after the other. */
export const eachAccessLog = async <T>(
  { config }: CommandContext,
  name: DepartmentName | undefined,
  use: (place: AccessLogPlace) => Promise<T>,
): Promise<T[]> => {
  const names =
    name === undefined
      ? DEPARTMENT_NAMES.filter((candidate) => config.departments[candidate].url === undefined)
      : [name];
  const house = await openHouse({ config, names, join: true, onProgress: () => undefined });
  try {
    const results: T[] = [];
    for (const home of house.homes) results.push(await use(accessLogPlace(config, home)));
    return results;
  } finally {
    await house.close();
  }
};
