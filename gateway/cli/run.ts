import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import type { OnInternalError } from '../../schema/mask.ts';
import { COMMITTED_SUPERGRAPH, storedOperations, subgraphAddresses } from '../compose/read.ts';
import { supergraphFile } from '../compose/source.ts';
import type { Config } from '../config.ts';
import { fixedDirectory, namedDirectory, type Address } from '../fetch/owners/directory.ts';
import { inProcessOwner } from '../fetch/owners/in-process.ts';
import type { OnFetch, Owner } from '../fetch/owners/owner.ts';
import { remoteOwner } from '../fetch/owners/remote.ts';
import type { Sign } from '../fetch/owners/remote/sign.ts';
import { startGateway, type Gateway } from '../main.ts';
import { choosePlanner } from '../plan/choose.ts';
import type { Planner } from '../plan/planner.ts';
import type { Logger } from '../receive/log.ts';
import { createMetrics, type Metrics } from '../receive/metrics.ts';
import { signForDepartments, signForOthers } from './door.ts';
import type { Engine } from './engine.ts';
import type { House } from './house.ts';
import { identityOf } from './identity.ts';
import { openHome } from './open.ts';

/** Counts fetches in the metrics. */
const countedIn =
  (metrics: Metrics): OnFetch =>
  (owner, milliseconds, failed) =>
    metrics.fetch(owner, milliseconds / 1000, failed);

/** Remote owners, whose fetches and breakers are counted and told of. */
const remotely =
  (metrics: Metrics, log: Logger, sign: Sign | undefined) =>
  ({ name, url }: Address): Owner =>
    remoteOwner(
      name,
      url,
      countedIn(metrics),
      (owner, state, reason) => {
        metrics.breaker(owner, state !== 'closed');
        if (state === 'open') log.warn({ owner, err: reason }, 'not asked until it answers again');
        if (state === 'closed') log.info({ owner }, 'answers again');
      },
      sign,
    );

const ownersOf = (config: Config, house: House, metrics: Metrics, log: Logger): Owner[] => {
  const onInternalError: OnInternalError = (traceId, error) =>
    log.error({ traceId, err: error }, 'internal error');
  const here = house.homes.map((home) => {
    const subgraph = openHome(config, home, log, () => metrics.statement(home.department.name));
    return inProcessOwner(subgraph, countedIn(metrics), onInternalError);
  });
  const elsewhere = DEPARTMENT_NAMES.flatMap((name): Address[] => {
    const { url } = config.departments[name];
    return url === undefined ? [] : [{ name, url }];
  });
  if (elsewhere.length === 0) return here;
  return [...here, ...elsewhere.map(remotely(metrics, log, signForDepartments(config, log)))];
};

/** A gateway at work, and where each department is. */
export interface Running extends Gateway {
  readonly owners: readonly Owner[];
}

const plannerOf =
  ({ planner }: Engine, log: Logger) =>
  (supergraphSdl: string): Planner =>
    choosePlanner(supergraphSdl, planner, (reason) =>
      log.warn(
        { err: reason },
        'the native planner does not run on this machine: plans are made by Apollo’s',
      ),
    );

/** Starts the gateway before the remote subgraphs that a supergraph file names, and names whenever it is written. */
export const runSupergraph = async (
  config: Config,
  file: string,
  engine: Engine,
  log: Logger,
  metricsOfAll?: () => Promise<string>,
): Promise<Gateway> => {
  const metrics = createMetrics(metricsOfAll);
  return startGateway({
    host: config.host,
    port: config.port,
    executor: engine.executor,
    source: supergraphFile(file),
    directory: namedDirectory(subgraphAddresses, remotely(metrics, log, signForOthers(config, log))),
    plannerOf: plannerOf(engine, log),
    storedOperations: [],
    log,
    metrics,
  });
};

/** Starts the gateway over the departments of a house and those that run elsewhere. */
export const runGateway = async (
  config: Config,
  house: House,
  engine: Engine,
  log: Logger,
  metricsOfAll?: () => Promise<string>,
): Promise<Running> => {
  const metrics = createMetrics(metricsOfAll);
  const owners = ownersOf(config, house, metrics, log);
  const gateway = await startGateway({
    host: config.host,
    port: config.port,
    executor: engine.executor,
    source: supergraphFile(COMMITTED_SUPERGRAPH),
    directory: fixedDirectory(owners),
    plannerOf: plannerOf(engine, log),
    storedOperations: storedOperations(),
    log,
    metrics,
    identity: identityOf(config, log),
    manifestsDirectory: config.storedOperationsDirectory,
    ratePerMinute: config.ratePerMinute,
  });
  return { ...gateway, owners };
};
