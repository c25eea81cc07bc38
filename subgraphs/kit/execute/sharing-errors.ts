import { GraphQLError, locatedError } from 'graphql';
import type { Run, Target } from './column.ts';
import type { Place, ResponsePath } from './place.ts';
import { CodedError } from '../../../schema/errors.ts';

/** Notes at a place what an owner does not share there. The value is not the error's doing, unlike `fail`. */
export const note = (run: Run, { nodes }: Target, place: Place, index: number, error: CodedError): void => {
  run.sharing.push(locatedError(error, nodes, place(index)));
};

/** What an error says about sharing; undefined for any other error. */
const aboutSharing = ({ extensions }: GraphQLError): string | undefined => {
  const { code, coordinate, reason, argument } = extensions;
  return code === 'SHARING_REFUSED' || code === 'SHARING_LIMITED'
    ? JSON.stringify([code, coordinate, reason, argument])
    : undefined;
};

/** Negative where the first path stands before the second in the answer. */
const compare = (data: unknown, one: ResponsePath, other: ResponsePath): number => {
  let at = data;
  for (let depth = 0; depth < one.length && depth < other.length; depth++) {
    const [first, second] = [one[depth], other[depth]];
    if (first !== second) {
      if (typeof first === 'number' && typeof second === 'number') return first - second;
      const names = Object.keys(Object(at));
      return names.indexOf(String(first)) - names.indexOf(String(second));
    }
    at = Reflect.get(Object(at), first ?? '') as unknown;
  }
  return one.length - other.length;
};

/** The errors of an answer; of those about the sharing of one field the one that stands first. */
export const onePerField = (errors: readonly GraphQLError[], data: unknown): GraphQLError[] => {
  const first = new Map<string, GraphQLError>();
  for (const error of errors) {
    const about = aboutSharing(error);
    if (about === undefined) continue;
    const known = first.get(about);
    if (known === undefined || compare(data, error.path ?? [], known.path ?? []) < 0) first.set(about, error);
  }
  if (first.size === 0) return [...errors];
  const kept = new Set(first.values());
  return errors.filter((error) => kept.has(error) || aboutSharing(error) === undefined);
};
