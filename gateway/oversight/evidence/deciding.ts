import { judgeOf, type Hit } from '../judge/judge.ts';
import type { Rule } from '../rule/compile.ts';
import type { Shape } from '../rule/shape.ts';

/** Most times that a subject is judged again for one finding. */
const JUDGED_MAX = 200;

/** Most list items that are judged for one finding, all times together: subjects with long lists are judged less often. */
const ITEMS_MAX = 100_000;

type Row = Readonly<Record<string, unknown>>;

/** Place of a list item below the subject, e.g. `payByMonth[3]`. */
export const itemPath = (list: string, index: number): string => `${list}[${index}]`;

/** Place of a field below what stands at a place. */
export const fieldPath = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/** Visits the lists of records at and below a place, outer ones first; items at dropped places are passed over. */
const visitLists = (
  shape: Shape,
  value: unknown,
  path: string,
  dropped: ReadonlySet<string>,
  visit: (items: readonly string[]) => void,
): void => {
  if (shape.kind === 'leaf' || value === null || value === undefined) return;
  if (shape.kind === 'object') {
    for (const { name, shape: below } of shape.fields)
      visitLists(below, (value as Row)[name], fieldPath(path, name), dropped, visit);
    return;
  }
  if (shape.of.kind === 'leaf') return;
  const items = value as readonly unknown[];
  visit(items.map((_, index) => itemPath(path, index)));
  items.forEach((item, index) => {
    const at = itemPath(path, index);
    if (!dropped.has(at)) visitLists(shape.of, item, at, dropped, visit);
  });
};

/** What stands at a place, without the items at dropped places. */
const without = (shape: Shape, value: unknown, path: string, dropped: ReadonlySet<string>): unknown => {
  if (shape.kind === 'leaf' || value === null || value === undefined) return value;
  if (shape.kind === 'object') {
    const row = { ...(value as Row) };
    for (const { name, shape: below } of shape.fields)
      row[name] = without(below, row[name], fieldPath(path, name), dropped);
    return row;
  }
  return (value as readonly unknown[]).flatMap((item, index) => {
    const at = itemPath(path, index);
    return dropped.has(at) ? [] : [without(shape.of, item, at, dropped)];
  });
};

const countItems = (shape: Shape, row: Row): number => {
  let count = 0;
  visitLists(shape, row, '', new Set(), (items) => void (count += items.length));
  return count;
};

/** The bound is reached. */
class TooMany extends Error {}

/**
 * Places of list items that did not decide a finding of a subject; undefined where it would take too long to tell. Items
 * are left out, many at a time and then fewer, and the subject is judged again without them: where the finding stays the
 * same, they did not decide. What is left is enough for the finding, and none of it could be left out alone. It is one such
 * set: of facts that would each do, the last ones are kept.
 */
export const undecidingOf = (
  rule: Rule,
  asOf: string,
): ((row: Row, hit: Hit) => ReadonlySet<string> | undefined) => {
  const judge = judgeOf(rule, asOf);
  const finds = (row: Row, { period, digest, institutionCode }: Hit): boolean => {
    try {
      return judge(row).some(
        (other) =>
          other.period === period && other.digest === digest && other.institutionCode === institutionCode,
      );
    } catch {
      // Where the condition cannot be worked out without them, they are needed.
      return false;
    }
  };

  return (row, hit) => {
    const dropped = new Set<string>();
    let left = Math.min(JUDGED_MAX, Math.floor(ITEMS_MAX / Math.max(1, countItems(rule.subject, row))));
    const drop = (items: readonly string[]): void => {
      if (items.length === 0) return;
      if ((left -= 1) < 0) throw new TooMany();
      const fewer = new Set([...dropped, ...items]);
      if (finds(without(rule.subject, row, '', fewer) as Row, hit))
        items.forEach((item) => dropped.add(item));
      else if (items.length > 1) {
        const middle = Math.ceil(items.length / 2);
        drop(items.slice(0, middle));
        drop(items.slice(middle));
      }
    };
    try {
      visitLists(rule.subject, row, '', dropped, drop);
      return dropped;
    } catch (error) {
      if (error instanceof TooMany) return undefined;
      throw error;
    }
  };
};
