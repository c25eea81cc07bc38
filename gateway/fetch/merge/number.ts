import type { Requirement, Rewrite } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import type { Entity } from './entity.ts';
import { compileRepresent } from './represent.ts';

/** What one batch of a fetch is about: an entity that is mentioned often is represented once. */
export interface Numbering {
  readonly representations: readonly Entity[];
  /** The number of an object's representation; -1 where the answer lacks what it is made of. */
  readonly number: (entity: Entity) => number;
}

type Flat = readonly Extract<Requirement, { kind: 'field' }>[];

/** What is required of objects of one type, its conditions decided. */
const flatten = (requires: readonly Requirement[], typename: string, fits: Fits): Flat =>
  requires.flatMap((requirement) => {
    if (requirement.kind === 'field') return requirement;
    return fits(requirement.name, typename) ? flatten(requirement.requires, typename, fits) : [];
  });

/** The only field that tells representations of a type apart; undefined where there is more to them. */
const keyField = (requires: readonly Requirement[], typename: string, fits: Fits): string | undefined => {
  const [key, ...more] = flatten(requires, typename, fits).filter(({ as }) => as !== '__typename');
  return more.length === 0 && key?.requires === undefined ? key?.name : undefined;
};

/**
 * How the objects of an entity fetch are numbered. Nearly every entity has a key of one field: such a mention is known
 * by its value, before anything is built for it; of others the whole representation is compared, as text.
 */
export const compileNumbering = (
  requires: readonly Requirement[],
  rewrites: readonly Rewrite[],
  fits: Fits,
): (() => Numbering) => {
  const represent = compileRepresent(requires, rewrites, fits);
  const keys = new Map<string, string | undefined>();
  const keyOf = (typename: string): string | undefined => {
    if (!keys.has(typename))
      keys.set(typename, rewrites.length > 0 ? undefined : keyField(requires, typename, fits));
    return keys.get(typename);
  };

  return () => {
    const representations: Entity[] = [];
    const byText = new Map<string, number>();
    const byType = new Map<string, Map<unknown, number>>();

    const numberByText = (entity: Entity): number => {
      const representation = represent(entity);
      if (representation === undefined) return -1;
      const text = JSON.stringify(representation);
      const number = byText.get(text) ?? representations.push(representation) - 1;
      byText.set(text, number);
      return number;
    };

    const numberByKey = (entity: Entity, typename: string, value: unknown): number => {
      const byKey = byType.get(typename) ?? new Map<unknown, number>();
      byType.set(typename, byKey);
      const known = byKey.get(value);
      if (known !== undefined) return known;
      const representation = represent(entity);
      if (representation === undefined) return -1;
      const number = representations.push(representation) - 1;
      byKey.set(value, number);
      return number;
    };

    const number = (entity: Entity): number => {
      const typename = entity['__typename'];
      const key = typeof typename === 'string' ? keyOf(typename) : undefined;
      const value = key === undefined ? undefined : entity[key];
      // Of lists and objects, each is another.
      return typeof typename !== 'string' || value === undefined || typeof value === 'object'
        ? numberByText(entity)
        : numberByKey(entity, typename, value);
    };

    return { representations, number };
  };
};
