import type { Rule } from '../rule/compile.ts';
import type { SubjectKind } from '../rule/metadata.ts';
import type { Related } from './related.ts';
import { isGeneral, touches, type Changed, type Touch } from './touch.ts';

/** A rule at work, and what touches it. */
export interface FollowedRule {
  readonly rule: Rule;
  readonly version: number;
  /** BUILTIN or SAVED. */
  readonly origin: string;
  readonly touches: readonly Touch[];
}

/** Subjects of each rule that are to be looked at again; null for all of them. */
export type Affected = ReadonlyMap<FollowedRule, ReadonlySet<string> | null>;

/**
 * Whom changes affect, by rule: all subjects of it where a fact is about nobody in particular. What is joined with whom is
 * looked up once for all rules; where an owner does not say it, or the graph has no list of it, it may be anybody.
 */
export const affectedBy = async (
  rules: readonly FollowedRule[],
  changes: readonly Changed[],
  related: Related,
): Promise<Affected> => {
  const known = new Map<string, ReturnType<Related>>();
  const lookUp: Related = (subject, of, through) => {
    const name = JSON.stringify([subject, of, through]);
    const found = known.get(name) ?? related(subject, of, through);
    known.set(name, found);
    return found;
  };
  const joined = async (kind: SubjectKind, touch: Touch, { subject }: Changed): ReturnType<Related> =>
    touch.about === kind ? [subject] : lookUp(kind, subject, touch.through ?? null);
  const subjectsOf = async ({ rule, touches: all }: FollowedRule): Promise<ReadonlySet<string> | null> => {
    const { subject: kind } = rule.metadata;
    const subjects = new Set<string>();
    for (const touch of all)
      for (const change of changes) {
        if (!touches(touch, change)) continue;
        const found = isGeneral(change) ? null : await joined(kind, touch, change);
        if (found === null) return null;
        for (const one of found) subjects.add(one);
      }
    return subjects;
  };
  const affected = new Map<FollowedRule, ReadonlySet<string> | null>();
  for (const followed of rules) {
    const subjects = await subjectsOf(followed).catch(() => null);
    if (subjects === null || subjects.size > 0) affected.set(followed, subjects);
  }
  return affected;
};
