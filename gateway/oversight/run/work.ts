import type { RuleGraph } from '../graph.ts';
import type { Range } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { aboutShard, entering, mustWait } from './enter.ts';
import type { MakeEvidence } from './findings.ts';
import { holderOf, isLost, whileHeld } from './lease.ts';
import type { Ledger, RuleVersion, Shard } from './ledger.ts';
import { sweep } from './sweep.ts';

/** Told of a rule that cannot be run: its id or file, its version where it has one, and why. */
export type OnFault = (fault: { readonly rule: string; readonly version?: number }, error: unknown) => void;

export interface WorkOptions {
  readonly graph: Pick<RuleGraph, 'ask'>;
  /** Compiles versions of rules. */
  readonly compiled: (version: RuleVersion) => Rule;
  readonly ledger: Ledger;
  /** Name of the worker, its own. */
  readonly worker: string;
  /** Makes the evidence of a rule's findings on a day. */
  readonly evidenceOf: (rule: Rule, asOf: string) => Promise<MakeEvidence>;
  /** People and institutions that a run for one institution is about. */
  readonly membersOf: (institutionCode: string, rule: Rule, asOf: string) => Promise<readonly string[]>;
  /** Seconds after which a shard of a worker that is gone is another's. */
  readonly leaseSeconds: number;
  /** Told of each shard that fails. */
  readonly onFault: OnFault;
  readonly signal: AbortSignal;
}

/** Compiles versions of rules, each once. */
export const compiledBy = ({ compile }: Pick<RuleGraph, 'compile'>): ((version: RuleVersion) => Rule) => {
  const known = new Map<string, Rule>();
  return ({ ruleId, version, text, parameters }) => {
    const name = `${ruleId} ${version}`;
    const rule = known.get(name) ?? compile(text, parameters);
    known.set(name, rule);
    return rule;
  };
};

/** Somebody else has the shard now: what was entered stands, the rest is theirs. */
const unlessLost = (error: unknown): void => {
  if (!isLost(error)) throw error;
};

/** Works shards off, one at a time, until there is none: how many it had in hand. */
export const workShards = async (options: WorkOptions): Promise<number> => {
  const { graph, compiled, ledger, worker, leaseSeconds, onFault, signal } = options;
  const { enter, fail } = entering(ledger);

  const rangeOf = async (shard: Shard, rule: Rule): Promise<Range> => {
    const { after, upTo, institutionCode, asOf, subjects } = shard;
    const among = institutionCode === null ? subjects : await options.membersOf(institutionCode, rule, asOf);
    return { after, upTo, among };
  };

  const work = async (shard: Shard, holder: string, lost: AbortSignal): Promise<void> => {
    const rule = compiled(shard.rule);
    const evidence = () => options.evidenceOf(rule, shard.asOf);
    let began = performance.now();
    for await (const page of sweep(rule, shard.asOf, await rangeOf(shard, rule), graph.ask)) {
      lost.throwIfAborted();
      if (page.judged.refusal !== undefined) throw page.judged.refusal;
      await enter(aboutShard(shard, holder), rule, evidence, {
        ...page,
        milliseconds: Math.round(performance.now() - began),
      });
      if (signal.aborted || mustWait(page.judged)) return;
      began = performance.now();
    }
  };

  for (let count = 0; ; count += 1) {
    const holder = holderOf(worker);
    const shard = signal.aborted ? undefined : await ledger.claim(holder, leaseSeconds);
    if (shard === undefined) return count;
    const renew = () => ledger.renew(shard.id, holder, leaseSeconds);
    await whileHeld({ seconds: leaseSeconds, renew }, (lost) => work(shard, holder, lost))
      .catch((error: unknown) => {
        unlessLost(error);
      })
      .catch(async (error: unknown) => {
        onFault({ rule: shard.rule.ruleId, version: shard.rule.version }, error);
        await fail(aboutShard(shard, holder), error);
      })
      .catch(unlessLost);
  }
};
