// What a worker found is entered, and its shard moved on, in one transaction.
import { CodedError } from '../../../../schema/errors.ts';
import { invalidValue } from '../../../../schema/values.ts';
import type { EstablishmentContext } from '../../context.ts';
import type { FindingAction, FindingsInput } from '../../generated.ts';
import type { RunShard } from '../entities.ts';
import { givenFindings } from '../given.ts';
import { requireTo } from '../rights.ts';
import { stillHolding } from './looks.ts';
import { enterFindings, type Moved } from './ledger.ts';
import { lockRule, versionOf } from './rules.ts';
import { heldShard, moveShard } from './shards.ts';

/** What became of findings, and of the shard. */
export interface Recorded {
  readonly appeared: number;
  readonly changed: number;
  readonly withdrawn: number;
  readonly undecided: number;
  readonly shard: RunShard | null;
}

/** Actions that make a suspicion of what was none. */
const APPEARING: readonly FindingAction[] = ['APPEARED', 'REAPPEARED', 'DECIDED', 'FACTS_CHANGED'];

const NOTHING_MOVED: Moved = new Map();

/** Enters what was evaluated; where a shard is named, only while the worker holds it. */
export const recordFindings = (
  { input }: { readonly input: FindingsInput },
  { asker, write }: Pick<EstablishmentContext, 'asker' | 'write'>,
): Promise<Recorded> => {
  const { subject: actor } = requireTo('WORK', asker?.viewer);
  const findings = givenFindings(input);
  const { held, step, ruleId, version } = findings;
  return write(async (db) => {
    const shard = held === undefined ? undefined : await heldShard(db, held);
    if (shard !== undefined && (shard.ruleId !== ruleId || shard.ruleVersion !== version))
      throw invalidValue('shardId', 'the shard is of another version of a rule', '该分片属于其他规则版本');
    if ((await lockRule(db, ruleId)) === undefined) throw new CodedError('RULE_UNKNOWN', { rule: ruleId });
    await versionOf(db, ruleId, version);
    const holding = await stillHolding(db, findings, shard);
    const doing = { actor, run: shard?.runId ?? null };
    const moved = holding === undefined ? NOTHING_MOVED : await enterFindings(db, holding, doing);
    const count = (...actions: readonly FindingAction[]): number =>
      actions.reduce((sum, action) => sum + (moved.get(action) ?? 0), 0);
    return {
      appeared: count(...APPEARING),
      changed: count('CHANGED'),
      withdrawn: count('WITHDRAWN', 'GONE'),
      undecided: count('UNDECIDED'),
      shard: shard === undefined ? null : await moveShard(db, shard, step),
    };
  });
};
