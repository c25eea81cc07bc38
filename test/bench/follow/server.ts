// The product's follower in a process of its own. Environment: that of the product. Its address tells what it has done.
import { readFileSync } from 'node:fs';
import { keepHeapSmall } from '../../../gateway/cli/heap.ts';
import { openHouse } from '../../../gateway/cli/house.ts';
import { ownersOf } from '../../../gateway/cli/owners.ts';
import { plannerOf } from '../../../gateway/cli/run.ts';
import { untilStopped } from '../../../gateway/cli/stop.ts';
import { todayOf } from '../../../gateway/cli/today.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { readConfig } from '../../../gateway/config.ts';
import { openRuleGraph } from '../../../gateway/oversight/graph.ts';
import { openOversight } from '../../../gateway/oversight/run/service.ts';
import { createLog } from '../../../gateway/receive/log.ts';
import { createMetrics } from '../../../gateway/receive/metrics.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { listen } from '../../../subgraphs/kit/http/listen.ts';

keepHeapSmall();
const config = readConfig();
const log = createLog(config.logLevel);
const house = await openHouse({
  config,
  names: DEPARTMENT_NAMES,
  join: true,
  onProgress: () => undefined,
});
const owners = ownersOf(config, house, createMetrics(), log);
const supergraphSdl = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const graph = openRuleGraph({ supergraphSdl, owners, plannerOf: plannerOf({ executor: 'own' }, log) });
const done = { subjects: 0, questions: 0, requests: 0, faults: 0 };
const fault = (error: unknown): void => {
  done.faults += 1;
  log.error({ err: error }, 'not followed');
};
const oversight = openOversight({
  graph: {
    ...graph,
    ask: (rule, variables) => {
      done.questions += 1;
      done.subjects += (variables['among'] as readonly string[] | null)?.length ?? 0;
      return graph.ask(rule, variables);
    },
    request: (text, variables) => {
      done.requests += 1;
      return graph.request(text, variables);
    },
  },
  supergraphSdl,
  today: todayOf(config),
  onFault: (_, error) => fault(error),
});
const follower = oversight.follow(`bench-${process.pid}`, fault);
await follower.step();
const stop = new AbortController();
const following = follower.run(stop.signal);
const { server, url } = await listen(
  (_, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(done));
  },
  '127.0.0.1',
  0,
);
process.stdout.write(`${JSON.stringify({ url })}\n`);
await untilStopped();
stop.abort();
await following;
server.close();
await Promise.all(owners.map((owner) => owner.close()));
await house.close();
