// Fields that are not served as they stand: refused, served for some institutions, or recorded.
import { isNonNullType, type FieldNode } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import { FAILED, fail, type Complete, type Target } from './column.ts';
import type { Refused } from './guarding.ts';
import { after } from './maybe.ts';
import type { CompiledField } from './objects.ts';
import { ofSome } from './place.ts';
import { argumentsOf, type Resolve, type Values } from './resolve.ts';
import { limitation, refusal } from './refusal.ts';
import type { AnyField } from './reads.ts';
import { found } from './reference.ts';
import { narrowed, type Scoping } from './scoping.ts';
import { note } from './sharing-errors.ts';
import { argumentProperties, isEmpty, type SubjectProperties } from './subjects.ts';

/** A field that is refused: null for all objects, one error at the first. Nothing is asked and nothing is read. */
export const refusedField = (
  responseName: string,
  { type }: AnyField,
  target: Target,
  owner: string,
  refused: Refused,
): CompiledField => ({
  responseName,
  resolve: (parents, run, place) => {
    if (parents.length === 0) return [];
    const error = refusal(owner, refused);
    if (!isNonNullType(type)) {
      note(run, target, place, 0, error);
      return parents.map(() => null);
    }
    fail(run, target, place, 0, error);
    return parents.map(() => FAILED);
  },
});

/** Values for some of the objects, by their indexes; the others have the gap. */
const spread = (length: number, indexes: readonly number[], values: Values, gap: unknown): unknown[] => {
  const all: unknown[] = Array.from({ length }, () => gap);
  indexes.forEach((place, index) => {
    all[place] = values[index];
  });
  return all;
};

/** The objects as they are within the institutions; those that are gone there have no value. */
const resolveAgain =
  (resolve: Resolve, { again }: Scoping, asked: AskedColumns): Resolve =>
  async (parents, run, place) => {
    const objects = await found(again, parents, run.context, asked);
    const values: unknown[] = objects.map((object) => (object instanceof Error ? object : null));
    const there = objects.flatMap((object, index) =>
      object === null || object === undefined || object instanceof Error ? [] : [index],
    );
    const resolved = await resolve(
      there.map((index) => objects[index]),
      run,
      ofSome(place, there),
    );
    there.forEach((at, index) => {
      values[at] = resolved[index];
    });
    return values;
  };

/** A field that is served for some institutions: what it loads is theirs, and objects beyond them are refused. */
export const scopedResolve = (
  own: Resolve,
  { type }: AnyField,
  target: Target,
  owner: string,
  scoping: Scoping,
  asked: AskedColumns,
): Resolve => {
  const resolve = scoping.again === undefined ? own : resolveAgain(own, scoping, asked);
  return (parents, run, place) => {
    if (parents.length === 0) return [];
    if (scoping.limits) note(run, target, place, 0, limitation(owner, target.coordinate));
    const admitted = parents.flatMap((parent, index) => (scoping.admits(parent) ? [index] : []));
    const narrow = { ...run, context: narrowed(run.context, scoping.institutions) };
    if (admitted.length === parents.length) return resolve(parents, narrow, place);
    const error = refusal(owner, { coordinate: target.coordinate, reason: 'OUT_OF_SCOPE' });
    if (!isNonNullType(type)) {
      const first = parents.findIndex((parent) => !scoping.admits(parent));
      note(run, target, place, first, error);
    }
    const gap = isNonNullType(type) ? error : null;
    if (admitted.length === 0) return parents.map(() => gap);
    const values = resolve(
      admitted.map((index) => parents[index]),
      narrow,
      ofSome(place, admitted),
    );
    return after(values, (there) => spread(parents.length, admitted, there, gap));
  };
};

/** A field whose arguments name persons or institutions that an access touches. */
export const touchingArguments = (
  { responseName, resolve }: CompiledField,
  field: AnyField,
  node: FieldNode,
): CompiledField => {
  const properties = argumentProperties(field, node);
  if (isEmpty(properties)) return { responseName, resolve };
  const args = argumentsOf(field, node);
  return {
    responseName,
    resolve: (parents, run, place) => {
      try {
        run.touched.push({ properties, objects: [args(run)] });
      } catch {
        // Arguments that cannot be read touch nobody: the field fails with them.
      }
      return resolve(parents, run, place);
    },
  };
};

/** A selection on objects that an access touches. */
export const touchingObjects =
  (select: Complete, properties: SubjectProperties): Complete =>
  (objects, run, place) => {
    run.touched.push({ properties, objects });
    return select(objects, run, place);
  };
