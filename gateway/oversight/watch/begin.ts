// The built-in rules as the product has them now, which may not be how the ledger has them yet.
import type { Ledger, RuleVersion } from '../run/ledger.ts';
import type { Oversight } from '../run/service.ts';
import type { OfficeClock } from './schedule.ts';

export interface BeginOptions {
  readonly oversight: Pick<Oversight, 'keepBuiltin' | 'start'> & {
    readonly ledger: Pick<Ledger, 'activeRules' | 'hasRuns'>;
  };
  readonly clock: Pick<OfficeClock, 'day'>;
  readonly shards: number;
}

const isAmong = (rules: readonly RuleVersion[], { ruleId, version }: RuleVersion): boolean =>
  rules.some((one) => one.ruleId === ruleId && one.version === version);

/**
 * Keeps the built-in rules, once, and has those run that an upgrade changed or brought: what they find does not wait for
 * the run of the next day. Where rules have never been run, the first run of all of them is about to begin.
 */
export const beginner = ({ oversight, clock, shards }: BeginOptions) => {
  const { ledger } = oversight;
  let before: readonly RuleVersion[] | undefined;
  let hasBegun = false;
  return async (): Promise<void> => {
    if (hasBegun) return;
    before ??= await ledger.activeRules();
    await oversight.keepBuiltin();
    const known = before;
    const changed = (await ledger.activeRules()).filter((rule) => !isAmong(known, rule));
    const rules = changed.flatMap(({ origin, ruleId: id, version }) =>
      origin === 'BUILTIN' ? [{ id, version }] : [],
    );
    if (rules.length > 0 && (await ledger.hasRuns()))
      await oversight.start({ asOf: clock.day(), reason: 'CHANGE', rules, shards });
    hasBegun = true;
  };
};
