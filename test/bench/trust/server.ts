// Our single process, short of one thing or another. Environment: `BENCH_VARIANT`, and that of the product.
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { COMMITTED_SUPERGRAPH, storedOperations } from '../../../gateway/compose/read.ts';
import { supergraphFile } from '../../../gateway/compose/source.ts';
import { keepHeapSmall } from '../../../gateway/cli/heap.ts';
import { openHouse } from '../../../gateway/cli/house.ts';
import { identityOf } from '../../../gateway/cli/identity.ts';
import { untilStopped } from '../../../gateway/cli/stop.ts';
import { readConfig } from '../../../gateway/config.ts';
import { fixedDirectory } from '../../../gateway/fetch/owners/directory.ts';
import { inProcessOwner } from '../../../gateway/fetch/owners/in-process.ts';
import { startGateway } from '../../../gateway/main.ts';
import { choosePlanner } from '../../../gateway/plan/choose.ts';
import { createLog } from '../../../gateway/receive/log.ts';
import { createMetrics } from '../../../gateway/receive/metrics.ts';
import { openFor } from './departments.ts';
import { asksForTokens, isVariant, VARIANT_VARIABLE } from './variants.ts';

keepHeapSmall();
const variant = process.env[VARIANT_VARIABLE] ?? '';
if (!isVariant(variant)) throw new Error(`there is no variant "${variant}"`);

const config = readConfig();
const log = createLog(config.logLevel);
const metrics = createMetrics();
const house = await openHouse({
  config,
  names: DEPARTMENT_NAMES,
  join: true,
  onProgress: () => undefined,
});
const owners = house.homes.map((home) =>
  inProcessOwner(
    openFor(variant, config, home, log),
    (owner, milliseconds, failed) => metrics.fetch(owner, milliseconds / 1000, failed),
    (traceId, error) => log.error({ traceId, err: error }, 'internal error'),
  ),
);
const gateway = await startGateway({
  host: config.host,
  port: config.port,
  executor: 'own',
  source: supergraphFile(COMMITTED_SUPERGRAPH),
  directory: fixedDirectory(owners),
  plannerOf: (supergraphSdl) =>
    choosePlanner(supergraphSdl, undefined, (reason) => log.warn({ err: reason })),
  storedOperations: storedOperations(),
  log,
  metrics,
  identity: asksForTokens(variant) ? identityOf(config, log) : undefined,
  ratePerMinute: config.ratePerMinute,
});
process.stdout.write(`${JSON.stringify({ url: gateway.url })}\n`);
await untilStopped();
await gateway.close();
await house.close();
