import type { Rule } from '../rule/compile.ts';
import type { Ledger, RuleVersion } from '../run/ledger.ts';
import type { OnFault } from '../run/work.ts';
import { affectedBy, type Affected, type FollowedRule } from './affected.ts';
import type { Evaluate } from './evaluate.ts';
import type { Related } from './related.ts';
import type { Changed, Touch } from './touch.ts';

/** Rules that are asked at a time: what each enters waits for a disk. */
const RULES_AT_A_TIME = 4;

export interface CatchUpOptions {
  readonly ledger: Ledger;
  readonly related: Related;
  readonly compiled: (version: RuleVersion) => Rule;
  readonly touchesOf: (rule: Rule) => readonly Touch[];
  readonly evaluate: Evaluate;
  readonly today: () => string;
  readonly onFault: OnFault;
}

/** Owners that decided on their agreements: what they did not answer they may answer now. */
const mayAnswer = (changes: readonly Changed[]): string[] => [
  ...new Set(changes.filter(({ fact }) => fact === 'agreement').map(({ owner }) => owner)),
];

const isNew = ({ rule, version, origin }: FollowedRule, before: readonly FollowedRule[]): boolean =>
  origin === 'SAVED' &&
  !before.some((one) => one.rule.metadata.id === rule.metadata.id && one.version === version);

/** Looks again at whom changes affect; how many subjects it were, of all rules. */
export const catchingUpBy = (options: CatchUpOptions): ((changes: readonly Changed[]) => Promise<number>) => {
  const { ledger, related, compiled, touchesOf, evaluate, today, onFault } = options;
  let rules: readonly FollowedRule[] | undefined;

  const readRules = async (): Promise<readonly FollowedRule[]> => {
    rules ??= (await ledger.activeRules()).flatMap((version) => {
      try {
        const rule = compiled(version);
        return [{ rule, version: version.version, origin: version.origin, touches: touchesOf(rule) }];
      } catch (error) {
        onFault({ rule: version.ruleId, version: version.version }, error);
        return [];
      }
    });
    return rules;
  };

  const undecided = async (owner: string, known: readonly FollowedRule[]): Promise<Affected> => {
    const found = new Map<FollowedRule, Set<string>>();
    for (const { ruleId, subject } of await ledger.undecidedBy(owner)) {
      const followed = known.find(({ rule }) => rule.metadata.id === ruleId);
      if (followed !== undefined) found.set(followed, (found.get(followed) ?? new Set()).add(subject));
    }
    return found;
  };

  /** Rules that somebody has just put to work look at everybody once; built-in ones do so in the run of the day. */
  const beginWith = async (begun: readonly FollowedRule[]): Promise<void> => {
    for (const { rule, version } of begun) await evaluate(rule, version, today(), null);
  };

  /** Looks at whom each rule is to look at again; how many subjects it were. */
  const lookAgain = async (affected: Affected): Promise<number> => {
    const waiting = affected.entries();
    let count = 0;
    const takeOneByOne = async (): Promise<void> => {
      for (const [{ rule, version }, subjects] of waiting) {
        await evaluate(rule, version, today(), subjects && [...subjects].sort());
        count += subjects?.size ?? 0;
      }
    };
    await Promise.all(Array.from({ length: RULES_AT_A_TIME }, takeOneByOne));
    return count;
  };

  return async (changes) => {
    const before = rules;
    if (changes.some(({ fact }) => fact === 'rule')) rules = undefined;
    const known = await readRules();
    if (before !== undefined) await beginWith(known.filter((one) => isNew(one, before)));
    const parts = [await affectedBy(known, changes, related)];
    for (const owner of mayAnswer(changes)) parts.push(await undecided(owner, known));
    let count = 0;
    for (const part of parts) count += await lookAgain(part);
    return count;
  };
};
