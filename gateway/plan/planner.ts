import type { OperationDefinitionNode } from 'graphql';
import type { Plan } from './plan.ts';

/** Plans operations over one supergraph. What it is given has no conditions, no named fragments and no introspection. */
export interface Planner {
  /** The library that plans. */
  readonly name: string;
  /** Throws a coded error where no right plan can be made: better no answer than a wrong one. */
  readonly plan: (operation: OperationDefinitionNode) => Plan;
}
