// A department of the peers, over HTTP: `fournets subgraph --open`, which also believes who asks. Argument: its name.
import { readConfig } from '../../../gateway/config.ts';
import { keepHeapSmall } from '../../../gateway/cli/heap.ts';
import { openHouse } from '../../../gateway/cli/house.ts';
import { openHome } from '../../../gateway/cli/open.ts';
import { untilStopped } from '../../../gateway/cli/stop.ts';
import { createLog } from '../../../gateway/receive/log.ts';
import { isDepartmentName } from '../../../schema/departments.ts';
import { serveSubgraph } from '../../../subgraphs/kit/graph/serve.ts';
import { vouchedDoor } from './vouched.ts';

keepHeapSmall();
const name = process.argv.at(-1) ?? '';
if (!isDepartmentName(name)) throw new Error(`there is no department "${name}"`);

const config = readConfig();
const log = createLog(config.logLevel);
const house = await openHouse({ config, names: [name], join: true, onProgress: () => undefined });
const [home] = house.homes;
if (home === undefined) throw new Error(`${name} has no database`);
const served = await serveSubgraph(openHome(config, home, log), {
  host: config.host,
  port: config.port,
  door: vouchedDoor,
  onInternalError: (traceId, error) => log.error({ traceId, err: error }, 'internal error'),
});
process.stdout.write(`${JSON.stringify({ url: served.url })}\n`);
await untilStopped();
await served.close();
await house.close();
