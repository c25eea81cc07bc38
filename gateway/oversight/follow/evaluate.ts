import { entering, mustWait } from '../run/enter.ts';
import type { RuleGraph } from '../graph.ts';
import type { Range } from '../judge/page.ts';
import { PAGE } from '../judge/populations.ts';
import type { Rule } from '../rule/compile.ts';
import type { MakeEvidence } from '../run/findings.ts';
import type { Ledger } from '../run/ledger.ts';
import { EVERYBODY, sweep } from '../run/sweep.ts';

export interface EvaluateOptions {
  readonly graph: Pick<RuleGraph, 'ask'>;
  readonly ledger: Ledger;
  readonly evidenceOf: (rule: Rule, asOf: string) => Promise<MakeEvidence>;
}

const among = (subjects: readonly string[]): Range => ({ ...EVERYBODY, among: subjects });

/** Looks at subjects of a version of a rule again; at all of them where they are null. */
export type Evaluate = (
  rule: Rule,
  version: number,
  asOf: string,
  subjects: readonly string[] | null,
) => Promise<void>;

/**
 * Looks at subjects of a version of a rule again; at all of them, by a run, where they are null. Where an owner does not
 * answer, or the rule itself fails, the rest is left to a run: it waits for the owner, and shows a failure.
 */
export const evaluatingBy = ({ graph, ledger, evidenceOf }: EvaluateOptions): Evaluate => {
  const { enter } = entering(ledger);

  const leave = (rule: Rule, version: number, asOf: string, subjects: readonly string[] | null) =>
    ledger.start({
      asOf,
      reason: 'CHANGE',
      rules: [{ id: rule.metadata.id, version, ...(subjects === null ? {} : { subjects }) }],
      bounds: [],
    });

  /** Runs over everybody that were left, by rule and version: one that nobody has begun will see this change, too. */
  const left = new Map<string, string>();
  const leaveAll = async (rule: Rule, version: number, asOf: string): Promise<void> => {
    const name = `${rule.metadata.id} ${version}`;
    const before = left.get(name);
    if (before !== undefined && (await ledger.run(before)).state === 'PENDING') return;
    left.set(name, (await leave(rule, version, asOf, null)).id);
  };

  const now = async (
    rule: Rule,
    version: number,
    asOf: string,
    subjects: readonly string[],
  ): Promise<boolean> => {
    for await (const { range, judged, readAt } of sweep(rule, asOf, among(subjects), graph.ask)) {
      if (mustWait(judged)) return false;
      const about = { ruleId: rule.metadata.id, version, asOf, reason: 'CHANGE' };
      await enter(about, rule, () => evidenceOf(rule, asOf), { range, judged, readAt, milliseconds: 0 });
    }
    return true;
  };

  return async (rule, version, asOf, subjects) => {
    if (subjects === null) {
      await leaveAll(rule, version, asOf);
      return;
    }
    for (let start = 0; start < subjects.length; start += PAGE) {
      const some = subjects.slice(start, start + PAGE);
      const done = await now(rule, version, asOf, some).catch(() => false);
      if (!done) await leave(rule, version, asOf, some);
    }
  };
};
