import { assertValidSchema, buildSchema, type GraphQLSchema } from 'graphql';
import { CodedError } from '../../../schema/errors.ts';
import { apiSdl } from '../supergraph.ts';
import { shareClasses, type ShareClasses } from './share-classes.ts';

/** A graph as it is compared: what clients see, and how its fields may be shared. */
export interface Graph {
  readonly api: GraphQLSchema;
  /** Empty where only the API is known, which says nothing of it. */
  readonly shares: ShareClasses;
}

/** Source: the join specification, which every supergraph uses. */
const isSupergraph = (sdl: string): boolean => /^directive @join__graph\b/m.test(sdl);

const apiOf = (sdl: string): GraphQLSchema => {
  const api = buildSchema(sdl);
  assertValidSchema(api);
  return api;
};

/** Reads a supergraph, or the API alone. */
export const readGraph = (file: string, sdl: string): Graph => {
  try {
    return isSupergraph(sdl)
      ? { api: apiOf(apiSdl(sdl)), shares: shareClasses(sdl) }
      : { api: apiOf(sdl), shares: new Map() };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new CodedError('SCHEMA_FILE_INVALID', { file, reason }, { cause });
  }
};
