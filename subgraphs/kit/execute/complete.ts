import type { GraphQLLeafType } from 'graphql';
import { inspect } from 'graphql/jsutils/inspect.js';
import { FAILED, fail, type Complete, type Target } from './column.ts';
import { settle, after } from './maybe.ts';
import { ofItems } from './place.ts';

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A position that may be null: what failed is null there. */
export const nullable =
  (inner: Complete): Complete =>
  (values, run, place) =>
    after(inner(values, run, place), (completed) => {
      // Without an error nothing has failed.
      if (run.errors.length > 0)
        for (let index = 0; index < completed.length; index++)
          if (completed[index] === FAILED) completed[index] = null;
      return completed;
    });

/** A position that may not be null: null there is an error, which takes with it what contains it. */
export const nonNull =
  (inner: Complete, target: Target): Complete =>
  (values, run, place) =>
    after(inner(values, run, place), (completed) => {
      for (let index = 0; index < completed.length; index++)
        if (completed[index] === null)
          completed[index] = fail(
            run,
            target,
            place,
            index,
            new Error(`Cannot return null for non-nullable field ${target.coordinate}.`),
          );
      return completed;
    });

/** Scalars and enums. */
export const leaves = (type: GraphQLLeafType, target: Target): Complete => {
  const serialized = (value: unknown): unknown => {
    if (value instanceof Error) throw value;
    const written: unknown = type.serialize(value);
    if (isMissing(written))
      throw new Error(
        `Expected \`${type.name}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(written)}`,
      );
    return written;
  };
  return (values, run, place) =>
    values.map((value, index) => {
      if (isMissing(value)) return null;
      try {
        return serialized(value);
      } catch (thrown) {
        return fail(run, target, place, index, thrown);
      }
    });
};

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

const notIterable = ({ coordinate }: Target): Error =>
  new Error(`Expected Iterable, but did not find one for field "${coordinate}".`);

/** Lists: the items of all of them are one column further down. */
export const lists = (item: Complete, target: Target): Complete => {
  return (values, run, place) => {
    const items: unknown[] = [];
    const ends: number[] = [];
    const completed = values.map((value, index): unknown => {
      let list: unknown = value;
      if (isIterable(value)) for (const element of value) items.push(element);
      else if (isMissing(value)) list = null;
      else list = fail(run, target, place, index, value instanceof Error ? value : notIterable(target));
      ends.push(items.length);
      return list;
    });
    const itemPlace = ofItems(place, ends);
    return after(settle(items), (settled) =>
      after(settled.length === 0 ? [] : item(settled, run, itemPlace), (written) => {
        let start = 0;
        for (let index = 0; index < completed.length; index++) {
          const end = ends[index] ?? start;
          if (completed[index] !== null && completed[index] !== FAILED) {
            const list = written.slice(start, end);
            completed[index] = run.errors.length > 0 && list.includes(FAILED) ? FAILED : list;
          }
          start = end;
        }
        return completed;
      }),
    );
  };
};
