// How long accesses stay in the database.
import type { ClientBase } from 'pg';
import { daysBetween } from './days.ts';

/** Shortest time that records stay in the database. Source: 网络安全法 art. 21 (2017): logs are kept six months. */
export const RETENTION_DAYS_MIN = 183;

/** Days beyond that time that the oldest record of the database has been there; 0 where none has to go. */
export const overdueDays = async (db: Pick<ClientBase, 'query'>, now: Date): Promise<number> => {
  const { rows } = await db.query<{ time: Date }>('select time from access_log order by seq limit 1');
  const age = rows[0] === undefined ? 0 : daysBetween(rows[0].time, now);
  return Math.max(0, age - RETENTION_DAYS_MIN);
};
