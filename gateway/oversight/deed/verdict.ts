import { fenToYuan } from '../../../schema/money.ts';
import type { Severity } from '../rule/metadata.ts';
import type { DeedHit, DeedJudged } from './judge.ts';
import type { Sight } from './sight.ts';

/** What the rules say to a deed: nothing, something to look at, something against it; or it is not known. */
export type DeedVerdict = 'GREEN' | 'AMBER' | 'RED' | 'UNKNOWN';

/**
 * What stands already and says something else with the deed is no new warning, e.g. of one vacant post less; how grave it
 * is for other reasons is not the deed's doing.
 */
const counts = ({ hit, before, at }: DeedHit, severity: Severity): boolean => {
  const stands = before !== undefined;
  const isWarning = hit.severity === 'AMBER' || (stands && at.rule.metadata.severity === 'AMBER');
  return severity === 'RED' ? !isWarning : isWarning && !stands;
};

/** What a deed comes to is made of. */
interface Said extends Pick<DeedJudged, 'wouldFire'> {
  readonly obstacles: readonly unknown[];
  /** Rules that are not decided, and owners without whom it is not known what is registered. */
  readonly undecided: readonly unknown[];
}

/** What is against a deed stays so whatever is not known; what is not known is never taken for nothing. */
export const verdictOf = ({ wouldFire, obstacles, undecided }: Said): DeedVerdict => {
  if (obstacles.length > 0 || wouldFire.some((hit) => counts(hit, 'RED'))) return 'RED';
  if (undecided.length > 0) return 'UNKNOWN';
  return wouldFire.some((hit) => counts(hit, 'AMBER')) ? 'AMBER' : 'GREEN';
};

const trimmed = ({ en, zh }: DeedHit['hit']['says']) => ({ en: en.trim(), zh: zh.trim() });

/** A hit as its reader is shown it: that it is there, and its facts only where all their owners show them. */
export const shownHit = ({ at: { rule, version }, hit, before }: DeedHit, sight: Sight) => {
  const { id, en, zh, subject, articles } = rule.metadata;
  const hiddenBy = sight.hiddenBy(rule);
  const isShown = hiddenBy.length === 0;
  return {
    rule: id,
    version,
    en,
    zh,
    subject,
    severity: hit.severity,
    articles,
    isNew: before === undefined,
    says: isShown ? trimmed(hit.says) : null,
    saysNow: isShown && before !== undefined ? trimmed(before.says) : null,
    amount: isShown && hit.amountFen !== null ? fenToYuan(hit.amountFen) : null,
    hiddenBy,
  };
};
