// Departments as each variant has them: the product's own, or short of one thing.
import { departmentSdl } from '../../../schema/sdl.ts';
import { shareClasses } from '../../../schema/catalogue.ts';
import type { Config } from '../../../gateway/config.ts';
import { accessLogPlace } from '../../../gateway/cli/access-log/place.ts';
import type { DepartmentHome } from '../../../gateway/cli/house.ts';
import { openHome } from '../../../gateway/cli/open.ts';
import { todayOf } from '../../../gateway/cli/today.ts';
import type { Logger } from '../../../gateway/receive/log.ts';
import { openAccessLog } from '../../../subgraphs/kit/access-log/writer.ts';
import type { GuardOptions } from '../../../subgraphs/kit/graph/guarded.ts';
import { openSubgraph, type Subgraph } from '../../../subgraphs/kit/graph/subgraph.ts';
import { guardsOf } from '../../../subgraphs/kit/sharing/guards.ts';
import { tellsDepartments, type Variant } from './variants.ts';

/** The department that refuses. */
const REFUSING = 'finance';

/** A department as `openHome` opens it, but for what is given of its guard. */
const openWith = (config: Config, home: DepartmentHome, guard: Partial<GuardOptions>): Subgraph => {
  const { department, appUrl, cipherKey, pidKey } = home;
  return openSubgraph(department, { url: appUrl, cipherKey, pidKey, today: todayOf(config), ...guard });
};

/** Decides and records nothing: where every field is open, no access of it is one to another's data. */
const unrecorded = (config: Config, home: DepartmentHome): Subgraph =>
  openWith(config, home, { classOf: () => 'OPEN' });

/** Decides as a department without any agreement, and records that. */
const refusing = (config: Config, home: DepartmentHome): Subgraph => {
  const { name } = home.department;
  const { url, owner, keys } = accessLogPlace(config, home);
  const accessLog = openAccessLog({ url, owner, keys });
  const guardOf = guardsOf({
    owner: name,
    classes: shareClasses(departmentSdl(name)),
    snapshots: { current: () => ({ version: '0', agreements: [] }) },
    today: todayOf(config),
  });
  const subgraph = openWith(config, home, { accessLog, guardOf });
  return {
    ...subgraph,
    close: async () => {
      await subgraph.close();
      await accessLog.close();
    },
  };
};

/** A department that answers as if it asked itself. */
const untold = (subgraph: Subgraph): Subgraph => ({
  ...subgraph,
  scope: (signal) => subgraph.scope(signal),
});

/** Opens a department for a variant. */
export const openFor = (variant: Variant, config: Config, home: DepartmentHome, log: Logger): Subgraph => {
  if (!tellsDepartments(variant)) return untold(openHome(config, home, log));
  if (variant === 'guard') return unrecorded(config, home);
  if (variant === 'refused' && home.department.name === REFUSING) return refusing(config, home);
  return openHome(config, home, log);
};
