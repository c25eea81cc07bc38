// What may be said of an answer while some owners are faulty, given the right answer.
import { ERRORS } from '../../schema/errors.ts';
import type { Seen, SeenError } from './fault-graph.ts';

type Path = readonly (string | number)[];

/** Which owners the value at a place rests on; undefined where that is not known. */
export type NeedsOf = (path: Path) => ReadonlySet<string> | undefined;

const concerns = (error: SeenError, path: Path): boolean =>
  (error.path ?? []).every((step, index) => index >= path.length || step === path[index]);

const isCoded = ({ extensions: { code } }: SeenError): boolean =>
  typeof code === 'string' && Object.hasOwn(ERRORS, code) && code !== 'INTERNAL';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/**
 * What is wrong with an answer: a value that is not the right one, a place that is empty though its owners are well,
 * or without an error that names a faulty owner by a registered code.
 */
export const objections = (
  right: unknown,
  seen: Seen,
  faulty: readonly string[],
  needsOf: NeedsOf,
): string[] => {
  const found: string[] = [];
  const explained = (path: Path): boolean =>
    seen.errors.some(
      (error) =>
        isCoded(error) && faulty.includes(String(error.extensions['owner'])) && concerns(error, path),
    );
  const compare = (wanted: unknown, given: unknown, path: Path): void => {
    const place = path.join('.');
    if (wanted !== null && (given === null || given === undefined)) {
      if (!explained(path)) found.push(`${place} is empty and nobody says why`);
      const needs = needsOf(path);
      if (needs !== undefined && !faulty.some((owner) => needs.has(owner)))
        found.push(`${place} is empty though its owners are well`);
    } else if (Array.isArray(wanted) && Array.isArray(given)) {
      if (wanted.length !== given.length) found.push(`${place} has ${given.length} elements`);
      wanted.forEach((element, index) => compare(element, given[index], [...path, index]));
    } else if (isObject(wanted) && isObject(given)) {
      const keys = new Set([...Object.keys(wanted), ...Object.keys(given)]);
      for (const key of keys) compare(wanted[key], given[key], [...path, key]);
    } else if (wanted !== given) found.push(`${place} is ${JSON.stringify(given)}`);
  };
  compare(right, seen.data, []);
  for (const error of seen.errors) {
    const { code, owner } = error.extensions;
    if (!isCoded(error)) found.push(`an error has the code ${String(code)}`);
    if (!faulty.includes(String(owner))) found.push(`${String(code)} is said of ${String(owner)}`);
  }
  return found;
};
