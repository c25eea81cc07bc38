import type { GraphQLError } from 'graphql';
import type { Variables } from '../../plan/decide.ts';
import type { ClientRequest } from '../owners/client-request.ts';
import type { Entity } from '../merge/entity.ts';

/** One run of a plan: what has been merged so far, and what went wrong. */
export interface Execution {
  readonly data: Entity;
  readonly errors: GraphQLError[];
  readonly variables: Variables;
  readonly client: ClientRequest;
}

/** A node of a plan, compiled. */
export type Step = (execution: Execution) => Promise<void>;
