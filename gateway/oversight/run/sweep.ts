import { judgePage, type Ask, type Judged, type OnFailure, type Range } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';

/** All of a rule's subjects. */
export const EVERYBODY: Range = { after: null, upTo: null, among: null };

/** What a rule says about a range, page by page. Ends early where owners are missing: the page says which. */
export const sweep = async function* (
  rule: Rule,
  asOf: string,
  range: Range,
  ask: Ask,
  onFailure?: OnFailure,
): AsyncGenerator<{ readonly readAt: number; readonly range: Range; readonly judged: Judged }> {
  for (let after = range.after; ;) {
    const readAt = performance.now();
    const judged = await judgePage(rule, asOf, { ...range, after }, ask, onFailure);
    yield { readAt, range: { ...range, after, upTo: judged.next ?? range.upTo }, judged };
    if (judged.next === null) return;
    after = judged.next;
  }
};
