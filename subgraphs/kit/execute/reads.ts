import { isLeafType, getNamedType, type GraphQLField } from 'graphql';
import type { AskedColumns } from '../database/columns-asked.ts';
import type { Many, Reads } from '../graph/fields.ts';

/** What a resolver says about itself, see `graph/fields.ts`. */
export interface Declared {
  readonly many?: Many<unknown, unknown, unknown, unknown>;
  readonly reads?: Reads;
}

export type AnyField = GraphQLField<unknown, unknown>;

/** What a field's resolver declares; nothing where it is none of the kit's. */
export const declared = ({ resolve }: AnyField): Declared => (resolve ?? {}) as Declared;

/** Properties of the row that a field reads; `below`: those that what is selected below it reads. */
export const readsOf = (field: AnyField, below: AskedColumns): AskedColumns => {
  const { reads } = declared(field);
  if (reads === 'rows') return below;
  if (reads !== undefined) return new Set(reads);
  if (field.resolve !== undefined) return undefined;
  return isLeafType(getNamedType(field.type)) ? new Set([field.name]) : below;
};
