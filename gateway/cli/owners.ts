import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import type { OnInternalError } from '../../schema/mask.ts';
import type { Config } from '../config.ts';
import type { Address } from '../fetch/owners/directory.ts';
import { inProcessOwner } from '../fetch/owners/in-process.ts';
import type { OnFetch, Owner } from '../fetch/owners/owner.ts';
import { remoteOwner } from '../fetch/owners/remote.ts';
import type { Sign } from '../fetch/owners/remote/sign.ts';
import type { Logger } from '../receive/log.ts';
import type { Metrics } from '../receive/metrics.ts';
import { signForDepartments } from './door.ts';
import type { House } from './house.ts';
import { openHome } from './open.ts';

/** Counts fetches in the metrics. */
const countedIn =
  (metrics: Metrics): OnFetch =>
  (owner, milliseconds, failed) =>
    metrics.fetch(owner, milliseconds / 1000, failed);

/** Remote owners, whose fetches and breakers are counted and told of. */
export const remotely =
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

/** The departments of a house, in this process, and those that run elsewhere. */
export const ownersOf = (config: Config, house: House, metrics: Metrics, log: Logger): Owner[] => {
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
