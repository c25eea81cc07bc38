import type { GraphQLSchema } from 'graphql';
import type { ClientRequest } from '../fetch/owners/client-request.ts';
import type { Owner } from '../fetch/owners/owner.ts';
import type { Planner } from '../plan/planner.ts';

/** A graph that is served: what the answers to own fields are about. */
export interface ServedGraph {
  readonly supergraphSdl: string;
  /** What clients see, own fields included. */
  readonly apiSchema: GraphQLSchema;
  readonly owners: ReadonlyMap<string, Owner>;
  readonly planner: Planner;
}

/** Answers root fields of queries by their names, as `graphql-js` calls the functions of a root value. */
export type OwnResolvers = Readonly<Record<string, (args: never, client: ClientRequest) => unknown>>;

/**
 * Look at commands before their owners are handed them, by the names of root fields of mutations. What one throws refuses
 * the whole request: nothing of it is carried out.
 */
export type CommandChecks = Readonly<Record<string, (args: never, client: ClientRequest) => unknown>>;

/** Root fields that the gateway answers itself, beside those of the owners. */
export interface OwnFields {
  /** `extend type Query { … }`, and the types that it needs. */
  readonly sdl: string;
  readonly resolversOf: (graph: ServedGraph) => OwnResolvers;
  readonly checksOf: (graph: ServedGraph) => CommandChecks;
}

/** Where there are none. */
export const NO_OWN_FIELDS: OwnResolvers = {};
export const NO_CHECKS: CommandChecks = {};
