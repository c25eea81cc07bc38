import pg from 'pg';
import { openCheckpointer } from '../../../subgraphs/kit/access-log/checkpointer.ts';
import { overdueDays } from '../../../subgraphs/kit/access-log/retention.ts';
import type { Config } from '../../config.ts';
import type { Logger } from '../../receive/log.ts';
import type { House } from '../house.ts';
import { accessLogPlace, type AccessLogPlace } from './place.ts';

const DAY_MS = 86_400_000;

/** The access logs of a house, looked after. */
export interface Keeping {
  /** Takes the last checkpoints; afterwards no connection is open. */
  readonly close: () => Promise<void>;
}

const tellOverdue = async ({ owner, url }: AccessLogPlace, log: Logger): Promise<void> => {
  const db = new pg.Client({ connectionString: url });
  try {
    await db.connect();
    const days = await overdueDays(db, new Date());
    if (days > 0) log.warn({ owner, days }, 'accesses are older than needed: fournets access-log archive');
  } catch (error) {
    log.warn({ owner, err: error }, 'the age of the accesses is not known');
  } finally {
    await db.end().catch(() => undefined);
  }
};

const keep = (place: AccessLogPlace, log: Logger): Keeping => {
  const { owner, url, keys, signingKey, file } = place;
  const onFailed = (error: unknown): void =>
    log.error({ owner, err: error }, 'no checkpoint of the access log was taken');
  const checkpointer = openCheckpointer({ url, department: owner, keys, signingKey, file, onFailed });
  let telling = tellOverdue(place, log);
  const daily = setInterval(() => {
    telling = tellOverdue(place, log);
  }, DAY_MS);
  daily.unref();
  return {
    close: async () => {
      clearInterval(daily);
      await Promise.all([checkpointer.close(), telling]);
    },
  };
};

/**
 * Takes the checkpoints of the departments that run here, and says once a day where accesses are older than needed. For
 * the one process of a machine that keeps the house, not for its workers.
 */
export const keepAccessLogs = (config: Config, { homes }: Pick<House, 'homes'>, log: Logger): Keeping => {
  const kept = homes.map((home) => keep(accessLogPlace(config, home), log));
  return {
    close: async () => {
      await Promise.all(kept.map(({ close }) => close()));
    },
  };
};
