// Fields that are served for some institutions only.
import type { GraphQLObjectType } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import { referencesOf, type References } from './reference.ts';
import { isDerived, type AnyField } from './reads.ts';
import { institutionProperty, keyProperties } from './subjects.ts';

/** Codes of the institutions whose rows were read; undefined for all. */
export type Institutions = readonly string[] | undefined;

/** A context that can be narrowed to institutions: what it reads then is theirs. */
interface Narrowable {
  readonly within: (institutions: readonly string[]) => unknown;
}

/** How a field is served for some institutions only. */
export interface Scoping {
  readonly institutions: readonly string[];
  /** True for objects that the field is answered for; the others are refused. */
  readonly admits: (parent: unknown) => boolean;
  /** False where the list that the object is of is limited alike, and says so. */
  readonly limits: boolean;
  /** Where the field's objects are read once more, within the institutions. */
  readonly again: References | undefined;
  /** Properties of its object's row that are read for it; undefined: those that the field reads itself. */
  readonly reads: readonly string[] | undefined;
}

/** A context within institutions. */
export const narrowed = (context: unknown, institutions: readonly string[]): unknown =>
  (context as Narrowable).within(institutions);

const everybody = (): boolean => true;
const nobody = (): boolean => false;

const belongs =
  (property: string, institutions: readonly string[]) =>
  (parent: unknown): boolean => {
    const code: unknown =
      typeof parent === 'object' && parent !== null ? Reflect.get(parent, property) : undefined;
    return typeof code === 'string' && institutions.includes(code);
  };

const isWithin = (read: Institutions, institutions: readonly string[]): boolean =>
  read !== undefined && read.every((code) => institutions.includes(code));

/**
 * How a field of a type is served for some institutions. What is loaded for it is restricted by its statement, and an
 * institution that is not among them has no answer. What comes with its row is served where that row was read within
 * these institutions, belongs to one of them, or can be read again by its key; else nobody knows, and it is refused.
 */
export const scopingOf = (
  type: GraphQLObjectType,
  field: AnyField,
  institutions: readonly string[],
  read: Institutions,
): Scoping => {
  const key = keyProperties(type);
  const [code] = key.institutions;
  if (code !== undefined)
    return {
      institutions,
      admits: belongs(code, institutions),
      limits: true,
      again: undefined,
      reads: [code],
    };
  const served = { institutions, admits: everybody, limits: true, again: undefined, reads: [] };
  if (!isDerived(field)) return served;
  if (isWithin(read, institutions)) return { ...served, limits: false };
  const property = institutionProperty(type);
  if (property !== undefined)
    return { ...served, admits: belongs(property, institutions), reads: [property] };
  const again = referencesOf(type);
  if (again !== undefined && key.pids.length > 0) return { ...served, again, reads: key.pids };
  return { ...served, admits: nobody };
};

/** What a scoped field reads of its object's row. */
export const scopedReads = ({ again, reads = [] }: Scoping, own: AskedColumns): AskedColumns => {
  if (again !== undefined) return new Set(reads);
  return own === undefined ? undefined : new Set([...own, ...reads]);
};
