import type { GraphQLScalarType } from 'graphql';
import { scalars } from './scalars.ts';

/** Resolvers by type and field, as a room hands them in. Their types are checked there, against the generated ones. */
export type IResolvers = Readonly<Record<string, object>>;

/** The resolvers of all rooms of a department as one map, with the shared scalars. */
export const mergeResolvers = (rooms: readonly IResolvers[]): Record<string, object | GraphQLScalarType> => {
  const merged: Record<string, object> = {};
  for (const room of rooms)
    for (const [type, fields] of Object.entries(room)) merged[type] = { ...merged[type], ...fields };
  return { ...merged, ...scalars };
};
