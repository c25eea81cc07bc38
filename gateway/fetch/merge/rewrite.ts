import type { Rewrite, RewriteStep } from '../../plan/plan.ts';
import type { Fits } from '../../plan/types.ts';
import { isEntity, type Entity } from './entity.ts';

const change = (rewrite: Rewrite, entity: Entity, key: string): void => {
  if (rewrite.kind === 'set') {
    entity[key] = rewrite.value;
  } else if (entity[key] !== undefined) {
    entity[rewrite.to] = entity[key];
    delete entity[key];
  }
};

const walk = (rewrite: Rewrite, fits: Fits, steps: readonly RewriteStep[], value: unknown): void => {
  if (Array.isArray(value)) value.forEach((element) => walk(rewrite, fits, steps, element));
  const [taken, ...rest] = steps;
  if (!isEntity(value) || taken === undefined) return;
  if (taken.kind === 'type') {
    const typename = value['__typename'];
    if (typeof typename !== 'string' || taken.names.some((name) => fits(name, typename)))
      walk(rewrite, fits, rest, value);
  } else if (rest.length === 0) change(rewrite, value, taken.name);
  else walk(rewrite, fits, rest, value[taken.name]);
};

/** Applies a plan's rewrites to a representation or to an answer, in place. Most plans have none. */
export const applyRewrites = (rewrites: readonly Rewrite[], fits: Fits, value: unknown): void =>
  rewrites.forEach((rewrite) => walk(rewrite, fits, rewrite.path, value));
