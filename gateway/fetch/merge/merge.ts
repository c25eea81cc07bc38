import type { Fits } from '../../plan/types.ts';
import { isEntity, type Entity } from './entity.ts';

/** The one key whose assignment would change more than a value; no GraphQL name that an owner may define. */
const PROTOTYPE = '__proto__';

const TYPENAME = '__typename';

/** A type's name stays where the new one is wider: a subgraph with an interface object knows no more than the interface. */
const mergedTypename = (old: unknown, fresh: unknown, fits: Fits): unknown =>
  typeof old === 'string' && typeof fresh === 'string' && !fits(fresh, old) ? fresh : old;

const mergeLists = (into: unknown[], from: readonly unknown[], fits: Fits): void => {
  for (let index = 0; index < from.length; index++) {
    const [old, fresh] = [into[index], from[index]];
    into[index] = old === undefined || old === null ? fresh : mergedValue(old, fresh, fits);
  }
};

const mergedValue = (old: unknown, fresh: unknown, fits: Fits): unknown => {
  if (isEntity(old) && isEntity(fresh)) mergeInto(old, fresh, fits);
  else if (Array.isArray(old) && Array.isArray(fresh)) mergeLists(old, fresh, fits);
  else if (fresh !== null && fresh !== undefined) return fresh;
  return old;
};

/** Merges an object into another in place: what the first has stays, what is new is added, objects in both are merged. */
export const mergeInto = (into: Entity, from: Entity, fits: Fits): void => {
  if (into === from) return;
  for (const key in from) {
    if (key === PROTOTYPE) continue;
    const old = into[key];
    if (old === undefined || old === null) into[key] = from[key];
    else into[key] = (key === TYPENAME ? mergedTypename : mergedValue)(old, from[key], fits);
  }
};

/** A copy that shares nothing which could be merged into. */
export const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isEntity(value)) return value;
  const copy: Entity = {};
  for (const key in value) if (key !== PROTOTYPE) copy[key] = copyOf(value[key]);
  return copy;
};
