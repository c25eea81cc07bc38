import type { Door } from '../../subgraphs/kit/door/door.ts';
import { serveSubgraph, type ServedSubgraph } from '../../subgraphs/kit/graph/serve.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../receive/log.ts';
import { keepAccessLogs } from './access-log/keep.ts';
import type { DepartmentHome, House } from './house.ts';
import { openHome } from './open.ts';

/** Serves a department of a house over HTTP, and looks after its access log. */
export const serveHome = async (
  config: Config,
  house: House,
  home: DepartmentHome,
  { port, door }: { readonly port: number; readonly door: Door },
  log: Logger,
): Promise<ServedSubgraph> => {
  const keeping = keepAccessLogs(config, house, log);
  const served = await serveSubgraph(openHome(config, home, log), {
    host: config.host,
    port,
    door,
    onInternalError: (traceId, error) => log.error({ traceId, err: error }, 'internal error'),
  });
  return {
    url: served.url,
    close: async () => {
      await served.close();
      await keeping.close();
    },
  };
};
