// Who follows the changes of the owners, and how far.
import type { ClientBase } from 'pg';
import { isDepartmentName } from '../../../../schema/departments.ts';
import { invalidValue } from '../../../../schema/values.ts';
import type { EstablishmentContext } from '../../context.ts';
import type { FeedPositionInput } from '../../generated.ts';
import { givenKey, givenLease } from '../given.ts';
import { requireTo } from '../rights.ts';

/** How far the changes of an owner were followed. */
export interface FeedPosition {
  readonly owner: string;
  readonly cursor: string;
  readonly advancedAt: Date;
}

/** The following, as the worker that does it has it. */
export interface Following {
  readonly leaseUntil: Date;
  readonly positions: readonly FeedPosition[];
}

interface Arguments {
  readonly worker: string;
  readonly leaseSeconds: number;
  readonly positions: readonly FeedPositionInput[];
}

const givenPosition = ({ owner, cursor }: FeedPositionInput): FeedPositionInput => {
  if (!isDepartmentName(owner)) throw invalidValue('owner', 'there is no such department', '没有这个部门');
  return { owner, cursor: givenKey('cursor', cursor) };
};

/** The lease of the one that follows: its own for longer, or another's that is over. */
const lease = async (db: ClientBase, worker: string, seconds: number): Promise<Date | undefined> => {
  const { rows } = await db.query<{ until: Date }>(
    `insert into follower (worker, lease_until) values ($1, now() + make_interval(secs => $2))
     on conflict (id) do update set worker = excluded.worker, lease_until = excluded.lease_until
     where follower.worker = excluded.worker or follower.lease_until <= now()
     returning lease_until as until`,
    [worker, seconds],
  );
  return rows[0]?.until;
};

const keep = async (db: ClientBase, positions: readonly FeedPositionInput[]): Promise<void> => {
  await db.query(
    `insert into feed_position (owner, cursor) select * from unnest($1::text[], $2::text[])
     on conflict (owner) do update set cursor = excluded.cursor, advanced_at = now()`,
    [positions.map(({ owner }) => owner), positions.map(({ cursor }) => cursor)],
  );
};

/** Keeps a worker the one that follows; null, and nothing is kept, where another one does. */
export const followChanges = (
  { worker, leaseSeconds, positions }: Arguments,
  { asker, write }: Pick<EstablishmentContext, 'asker' | 'write'>,
): Promise<Following | null> => {
  requireTo('WORK', asker?.viewer);
  const name = givenKey('worker', worker);
  const seconds = givenLease(leaseSeconds);
  const reached = positions.map(givenPosition);
  return write(async (db) => {
    const leaseUntil = await lease(db, name, seconds);
    if (leaseUntil === undefined) return null;
    await keep(db, reached);
    const { rows } = await db.query<FeedPosition>(
      'select owner, cursor, advanced_at as "advancedAt" from feed_position order by owner',
    );
    return { leaseUntil, positions: rows };
  });
};
