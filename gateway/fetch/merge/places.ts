import type { Path, PathStep } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import { isEntity, type Entity } from './entity.ts';

/** Response names and list indexes from the root of the answer. */
export type ResponsePath = readonly (string | number)[];

/** Collects the objects of a place, in the order of the answer. */
export type Collect = (root: Entity, into: Entity[]) => void;

type Visit = (value: unknown, into: Entity[]) => void;

/** An object that does not say its type is one of the only type that it can be. */
const isOfType = (fits: Fits, names: readonly string[], entity: Entity): boolean => {
  const typename = entity['__typename'];
  return typeof typename !== 'string' || names.some((name) => fits(name, typename));
};

const arrive: Visit = (value, into) => {
  if (Array.isArray(value)) for (const element of value) arrive(element, into);
  else if (isEntity(value)) into.push(value);
};

const step = (taken: PathStep, fits: Fits, next: Visit): Visit => {
  switch (taken.kind) {
    case 'field':
      return (value, into) => {
        if (isEntity(value)) next(value[taken.responseName], into);
      };
    case 'list': {
      // Of lists in lists, too: a planner may name them together.
      const elements: Visit = (value, into) => {
        if (Array.isArray(value)) for (const element of value) elements(element, into);
        else next(value, into);
      };
      return elements;
    }
    case 'type':
      return (value, into) => {
        if (isEntity(value) && isOfType(fits, taken.names, value)) next(value, into);
      };
  }
};

/** How the objects of a place are collected. */
export const compileCollect = (path: Path, fits: Fits): Collect =>
  path.reduceRight<Visit>((next, taken) => step(taken, fits, next), arrive);

/** Where each object of a place stands, in the order in which they are collected. Only errors need it. */
export const locate = (root: Entity, path: Path, fits: Fits): ResponsePath[] => {
  const found: ResponsePath[] = [];
  const visit = (value: unknown, depth: number, at: ResponsePath): void => {
    const taken = path[depth];
    if (Array.isArray(value)) {
      if (taken === undefined || taken.kind === 'list')
        value.forEach((element, index) => visit(element, depth, [...at, index]));
    } else if (taken?.kind === 'list') visit(value, depth + 1, at);
    else if (isEntity(value)) {
      if (taken === undefined) found.push(at);
      else if (taken.kind === 'field')
        visit(value[taken.responseName], depth + 1, [...at, taken.responseName]);
      else if (isOfType(fits, taken.names, value)) visit(value, depth + 1, at);
    }
  };
  visit(root, 0, []);
  return found;
};

/** The response path to a place as far as it is one: up to its first list. */
export const stem = (path: Path): ResponsePath => {
  const end = path.findIndex(({ kind }) => kind === 'list');
  return path
    .slice(0, end === -1 ? path.length : end)
    .flatMap((taken) => (taken.kind === 'field' ? [taken.responseName] : []));
};
