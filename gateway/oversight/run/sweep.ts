import { judgePage, type Ask, type Judged, type JudgeOptions, type Range } from '../judge/page.ts';
import type { Rule } from '../rule/compile.ts';
import { newWindow, OPEN_WINDOW } from './window.ts';

/** All of a rule's subjects. */
export const EVERYBODY: Range = { after: null, upTo: null, among: null };

/** The nearer of two ends of a range. */
const nearer = (bound: string | null, upTo: string | null): string | null =>
  bound === null || (upTo !== null && upTo <= bound) ? upTo : bound;

/** What a rule says about a range, page by page. Ends early where owners are missing: the page says which. */
export const sweep = async function* (
  rule: Rule,
  asOf: string,
  range: Range,
  ask: Ask,
  options?: JudgeOptions,
): AsyncGenerator<{ readonly readAt: number; readonly range: Range; readonly judged: Judged }> {
  const window = rule.populations.length > 1 ? newWindow() : OPEN_WINDOW;
  for (let after = range.after; ;) {
    const readAt = performance.now();
    const upTo = nearer(window.boundBehind(after), range.upTo);
    const page = await judgePage(rule, asOf, { ...range, after, upTo }, ask, options);
    window.learn(after, page.subjects, page.next);
    const more = upTo !== range.upTo && page.missing.length === 0;
    const judged = more ? { ...page, next: page.next ?? upTo } : page;
    yield { readAt, range: { ...range, after, upTo: judged.next ?? range.upTo }, judged };
    if (judged.next === null) return;
    after = judged.next;
  }
};
