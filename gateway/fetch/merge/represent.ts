import type { Requirement, Rewrite } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import { isEntity, type Entity } from './entity.ts';
import { applyRewrites } from './rewrite.ts';

/** Copies what is required from one object to another; false where the first lacks it. */
type Copy = (from: Entity, into: Entity) => boolean;

const copyAll = (copies: readonly Copy[]): Copy => {
  const [only] = copies;
  if (copies.length === 1 && only !== undefined) return only;
  return (from, into) => copies.every((copy) => copy(from, into));
};

const MISSING = Symbol('missing');

const copyValue = (copy: Copy, value: unknown, into: unknown): unknown => {
  if (Array.isArray(value)) {
    const copied = value.map((element) => copyValue(copy, element, undefined));
    return copied.includes(MISSING) ? MISSING : copied;
  }
  if (!isEntity(value)) return null;
  const copied = isEntity(into) ? into : {};
  return copy(value, copied) ? copied : MISSING;
};

const copyField = (name: string, as: string, inner: Copy | undefined): Copy => {
  if (inner === undefined)
    return (from, into) => {
      into[as] = from[name];
      return from[name] !== undefined;
    };
  return (from, into) => {
    if (from[name] === undefined) return false;
    const copied = copyValue(inner, from[name], into[as]);
    into[as] = copied;
    return copied !== MISSING;
  };
};

const compile = (requirements: readonly Requirement[], fits: Fits): Copy =>
  copyAll(
    requirements.map((requirement): Copy => {
      const { name } = requirement;
      if (requirement.kind === 'field') {
        const { as, requires } = requirement;
        return copyField(name, as, requires && compile(requires, fits));
      }
      const inner = compile(requirement.requires, fits);
      return (from, into) => {
        const typename = from['__typename'];
        return typeof typename === 'string' && fits(name, typename) ? inner(from, into) : true;
      };
    }),
  );

/** The representation of an object for an owner; undefined where the answer lacks what it is made of. */
export type Represent = (entity: Entity) => Entity | undefined;

/** How the representations of an entity fetch are built. */
export const compileRepresent = (
  requires: readonly Requirement[],
  rewrites: readonly Rewrite[],
  fits: Fits,
): Represent => {
  const copy = compile(requires, fits);
  return (entity) => {
    const representation: Entity = {};
    if (!copy(entity, representation) || typeof representation['__typename'] !== 'string') return undefined;
    if (rewrites.length > 0) applyRewrites(rewrites, fits, representation);
    return representation;
  };
};
