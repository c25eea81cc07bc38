import { openAccessLog } from '../../subgraphs/kit/access-log/writer.ts';
import { openSubgraph, type Subgraph } from '../../subgraphs/kit/graph/subgraph.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../receive/log.ts';
import { accessLogPlace } from './access-log/place.ts';
import type { DepartmentHome } from './house.ts';
import { todayOf } from './today.ts';

/** Opens a department over its data: here is what it knows of its surroundings, in the gateway's process or its own. */
export const openHome = (
  config: Config,
  home: DepartmentHome,
  log: Logger,
  onStatement?: () => void,
): Subgraph => {
  const { department, appUrl, cipherKey, pidKey } = home;
  const { url, owner, keys } = accessLogPlace(config, home);
  const accessLog = openAccessLog({ url, owner, keys });
  const subgraph = openSubgraph(department, {
    url: appUrl,
    accessLog,
    cipherKey,
    pidKey,
    today: todayOf(config),
    onBroken: (error) => log.warn({ owner: department.name, err: error }, 'database connection lost'),
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  return {
    ...subgraph,
    close: async () => {
      await subgraph.close();
      await accessLog.close();
    },
  };
};
