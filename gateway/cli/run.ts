import { accessFields } from '../access/fields.ts';
import { COMMITTED_SUPERGRAPH, storedOperations, subgraphAddresses } from '../compose/read.ts';
import { supergraphFile } from '../compose/source.ts';
import type { Config } from '../config.ts';
import { fixedDirectory, namedDirectory } from '../fetch/owners/directory.ts';
import type { Owner } from '../fetch/owners/owner.ts';
import { startGateway, type Gateway } from '../main.ts';
import { choosePlanner } from '../plan/choose.ts';
import type { Planner } from '../plan/planner.ts';
import type { Logger } from '../receive/log.ts';
import { createMetrics } from '../receive/metrics.ts';
import { signForOthers } from './door.ts';
import type { Engine } from './engine.ts';
import type { House } from './house.ts';
import { identityOf } from './identity.ts';
import { ownersOf, remotely } from './owners.ts';
import { todayOf } from './today.ts';

/** A gateway at work, and where each department is. */
export interface Running extends Gateway {
  readonly owners: readonly Owner[];
}

/** Makes planners of supergraphs as the command line says. */
export const plannerOf =
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
    ownFields: accessFields(todayOf(config)),
    log,
    metrics,
    identity: identityOf(config, log),
    manifestsDirectory: config.storedOperationsDirectory,
    ratePerMinute: config.ratePerMinute,
  });
  return { ...gateway, owners };
};
