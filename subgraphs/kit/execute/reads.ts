import { isLeafType, getNamedType, type GraphQLField, type GraphQLFieldResolver } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import type { Many, Reads } from '../graph/fields.ts';

/** What a resolver says about itself, see `graph/fields.ts`. */
export interface Declared {
  readonly many?: Many<unknown, unknown, unknown, unknown>;
  readonly reads?: Reads;
}

export type AnyField = GraphQLField<unknown, unknown>;

/** A field's resolver as its department wrote it; undefined where it reads a property of that name. */
export type OwnResolver = GraphQLFieldResolver<unknown, unknown> | undefined;

/** What departments wrote of fields whose resolvers stand behind a guard for `graphql-js`. */
const written = new WeakMap<AnyField, OwnResolver>();

/** Puts a resolver before the one that the department wrote. */
export const replaceResolver = (field: AnyField, resolve: NonNullable<OwnResolver>): void => {
  if (!written.has(field)) written.set(field, field.resolve);
  field.resolve = resolve;
};

/** The resolver that the department wrote. */
export const resolverOf = (field: AnyField): OwnResolver =>
  written.has(field) ? written.get(field) : field.resolve;

/** What a field's resolver declares; nothing where it is none of the kit's. */
export const declared = (field: AnyField): Declared => (resolverOf(field) ?? {}) as Declared;

/** True where the objects of a field come with its parent, and nothing is loaded for them. */
export const isDerived = (field: AnyField): boolean => {
  const { many, reads } = declared(field);
  return many === undefined && (reads !== undefined || resolverOf(field) === undefined);
};

/** True where what is selected below a field is on the rows of its parent, e.g. the nodes of a page. */
export const isPassedOn = (field: AnyField): boolean =>
  declared(field).reads === 'rows' ||
  (resolverOf(field) === undefined && !isLeafType(getNamedType(field.type)));

/** Properties of the row that a field reads; `below`: those that what is selected below it reads. */
export const readsOf = (field: AnyField, below: AskedColumns): AskedColumns => {
  const { reads } = declared(field);
  if (reads === 'rows') return below;
  if (reads !== undefined) return new Set(reads);
  if (resolverOf(field) !== undefined) return undefined;
  return isLeafType(getNamedType(field.type)) ? new Set([field.name]) : below;
};
