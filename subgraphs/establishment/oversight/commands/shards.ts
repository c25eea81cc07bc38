// Shards of runs: claimed by one worker at a time under a lease, moved on, given back.
import type { ClientBase } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { selectList } from '../../../kit/database/columns.ts';
import { isRowNumber } from '../../../kit/sharing/given.ts';
import type { EstablishmentContext } from '../../context.ts';
import { RunShard } from '../entities.ts';
import { givenKey, givenLease, type Held, type Step } from '../given.ts';
import { requireTo } from '../rights.ts';
import { endRun } from './runs.ts';

type Context = Pick<EstablishmentContext, 'asker' | 'write'>;

const SHARD = selectList(RunShard);

interface Lease {
  readonly worker: string;
  readonly leaseSeconds: number;
}

/** Hands out the oldest shard that nobody works on; workers that ask at once get different ones. */
export const claimShard = (
  { worker, leaseSeconds }: Lease,
  { asker, write }: Context,
): Promise<RunShard | null> => {
  requireTo('WORK', asker?.viewer);
  const values = [givenKey('worker', worker), givenLease(leaseSeconds)];
  return write(async (db) => {
    const { rows } = await db.query<RunShard>(
      `with next as (
         select id as next_id from run_shard
         where state in ('PENDING', 'CLAIMED', 'WAITING') and (
           state = 'PENDING' or (state = 'WAITING' and not_before <= now()) or (state = 'CLAIMED' and lease_until <= now())
         )
         order by id limit 1 for update skip locked
       ), claimed as (
         update run_shard set state = 'CLAIMED', worker = $1, lease_until = now() + make_interval(secs => $2),
           not_before = null, waiting_for = null, attempts = attempts + 1
         from next where id = next_id
         returning run_shard.*
       ), begun as (
         update rule_run set state = 'RUNNING', started_at = now()
         where id in (select run_id from claimed) and state = 'PENDING'
       )
       select ${SHARD} from claimed`,
      values,
    );
    return rows[0] ?? null;
  });
};

const lost = (id: string): CodedError => new CodedError('LEASE_LOST', { shard: id });

/** Keeps a shard for its worker from now on. */
export const renewShard = (
  { id, worker, leaseSeconds }: Lease & { readonly id: string },
  { asker, write }: Context,
): Promise<RunShard> => {
  requireTo('WORK', asker?.viewer);
  const seconds = givenLease(leaseSeconds);
  if (!isRowNumber(id)) throw lost(id);
  return write(async (db) => {
    const { rows } = await db.query<RunShard>(
      `update run_shard set lease_until = now() + make_interval(secs => $3)
       where id = $1 and worker = $2 and state = 'CLAIMED' and lease_until > now() returning ${SHARD}`,
      [id, worker, seconds],
    );
    const [shard] = rows;
    if (shard === undefined) throw lost(id);
    return shard;
  });
};

/** The shard that a worker holds, locked until the transaction ends, else LEASE_LOST. */
export const heldShard = async (db: ClientBase, { id, worker }: Held): Promise<RunShard> => {
  const { rows } = await db.query<RunShard>(
    `select ${SHARD} from run_shard
     where id = $1 and worker = $2 and state = 'CLAIMED' and lease_until > clock_timestamp() for update`,
    [id, worker],
  );
  const [shard] = rows;
  if (shard === undefined) throw lost(id);
  return shard;
};

const stateAfter = ({ error, finished, waitSeconds }: Step): RunShard['state'] => {
  if (error !== null) return 'FAILED';
  if (finished) return 'DONE';
  return waitSeconds === null ? 'CLAIMED' : 'WAITING';
};

/** What counts of a page: one that is to be evaluated again, as it waits for owners, counts when it is done with. */
const countedOf = ({ cursor, finished, subjects, hits, unknown }: Step): readonly [number, number, number] =>
  cursor === null && !finished ? [0, 0, 0] : [subjects, hits, unknown];

/** Moves a shard on, and ends its run with the last of its shards. */
export const moveShard = async (db: ClientBase, { id, runId }: RunShard, step: Step): Promise<RunShard> => {
  const state = stateAfter(step);
  const { rows } = await db.query<RunShard>(
    `update run_shard set state = $2, cursor = coalesce($3, cursor), subjects_done = subjects_done + $4, hits = hits + $5,
       unknown = unknown + $6, requests = requests + $7, milliseconds = milliseconds + $8,
       worker = case when $2 = 'CLAIMED' then worker end, lease_until = case when $2 = 'CLAIMED' then lease_until end,
       not_before = case when $2 = 'WAITING' then now() + make_interval(secs => $9) end,
       waiting_for = case when $2 = 'WAITING' then $10::text[] end, error = $11
     where id = $1 returning ${SHARD}`,
    [
      id,
      state,
      step.cursor,
      ...countedOf(step),
      step.requests,
      step.milliseconds,
      step.waitSeconds ?? 0,
      step.waitingFor,
      step.error,
    ],
  );
  if (state === 'DONE' || state === 'FAILED') await endRun(db, runId);
  return rows[0]!;
};
