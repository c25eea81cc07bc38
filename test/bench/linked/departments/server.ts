// A department over HTTP, for all who have theirs elsewhere: `fournets subgraph`, but for its door. Argument: its name.
import { readConfig } from '../../../../gateway/config.ts';
import { doorOf } from '../../../../gateway/cli/door.ts';
import { keepHeapSmall } from '../../../../gateway/cli/heap.ts';
import { openHouse } from '../../../../gateway/cli/house.ts';
import { serveHome } from '../../../../gateway/cli/serve-home.ts';
import { untilStopped } from '../../../../gateway/cli/stop.ts';
import { createLog } from '../../../../gateway/receive/log.ts';
import { isDepartmentName } from '../../../../schema/departments.ts';
import { doorForAll } from './vouched.ts';

keepHeapSmall();
const name = process.argv.at(-1) ?? '';
if (!isDepartmentName(name)) throw new Error(`there is no department "${name}"`);

const config = readConfig();
const log = createLog(config.logLevel);
const house = await openHouse({ config, names: [name], join: true, onProgress: () => undefined });
const [home] = house.homes;
if (home === undefined) throw new Error(`${name} has no database`);
const at = { port: config.port, door: doorForAll(doorOf(config, name, false, log)) };
const served = await serveHome(config, house, home, at, log);
process.stdout.write(`${JSON.stringify({ url: served.url })}\n`);
await untilStopped();
await served.close();
await house.close();
