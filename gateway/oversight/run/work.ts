import { CodedError } from '../../../schema/errors.ts';
import type { RuleGraph } from '../graph.ts';
import type { Range } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { aboutShard, entering, mustWait } from './enter.ts';
import type { MakeEvidence } from './findings.ts';
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
  /** Seconds that a shard is the worker's: several of its pages, whose entries need it. */
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
  if (!(error instanceof CodedError && error.code === 'LEASE_LOST')) throw error;
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

  const work = async (shard: Shard): Promise<void> => {
    const rule = compiled(shard.rule);
    const evidence = await options.evidenceOf(rule, shard.asOf);
    let began = performance.now();
    for await (const page of sweep(rule, shard.asOf, await rangeOf(shard, rule), graph.ask)) {
      if (page.judged.refusal !== undefined) throw page.judged.refusal;
      await enter(aboutShard(shard, worker), rule, evidence, {
        ...page,
        milliseconds: Math.round(performance.now() - began),
      });
      if (signal.aborted || mustWait(page.judged)) return;
      began = performance.now();
    }
  };

  for (let count = 0; ; count += 1) {
    const shard = signal.aborted ? undefined : await ledger.claim(worker, leaseSeconds);
    if (shard === undefined) return count;
    await work(shard)
      .catch((error: unknown) => {
        unlessLost(error);
      })
      .catch(async (error: unknown) => {
        onFault({ rule: shard.rule.ruleId, version: shard.rule.version }, error);
        await fail(aboutShard(shard, worker), error);
      })
      .catch(unlessLost);
  }
};
