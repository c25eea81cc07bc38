import type { GraphQLError } from 'graphql';
import type { Entity } from '../fetch/merge/entity.ts';
import type { Project, Shaping } from './shaping.ts';

/** The client's answer. */
export interface Shaped {
  readonly data: Entity | null;
  readonly errors: readonly GraphQLError[];
}

type Path = readonly (string | number)[] | undefined;

/** True where one place is the other or contains it. */
const concern = (a: Path, b: Path): boolean =>
  (a ?? []).every((step, index) => b === undefined || index >= b.length || b[index] === step);

/**
 * Projects the merged answer. Where a value is missing or is not of its type, that is an error of its own, unless an
 * error is there already that says why.
 */
export const shape = (project: Project, merged: Entity, errors: readonly GraphQLError[]): Shaped => {
  const quick: Shaping = { faulty: false, path: undefined, errors: [] };
  const data = project(merged, quick) as Entity | null;
  if (!quick.faulty) return { data, errors };
  const written: Shaping = { faulty: false, path: [], errors: [] };
  project(merged, written);
  const unexplained = written.errors.filter(({ path }) => !errors.some((error) => concern(error.path, path)));
  return { data, errors: [...errors, ...unexplained] };
};
