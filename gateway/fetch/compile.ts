import type { EntityFetch, PlanNode, RootFetch } from '../plan/plan.ts';
import type { Fits } from '../plan/types.ts';
import { compileEntityFetch } from './steps/entities.ts';
import type { Execution, Step } from './steps/execution.ts';
import type { Owner } from './owners/owner.ts';
import { compileRootFetch } from './steps/root.ts';

/** Who a plan may ask. */
export type Owners = ReadonlyMap<string, Owner>;

const sequence =
  (steps: readonly Step[]): Step =>
  async (execution) => {
    for (const step of steps) {
      execution.client.signal.throwIfAborted();
      await step(execution);
    }
  };

const parallel =
  (steps: readonly Step[]): Step =>
  async (execution: Execution) => {
    await Promise.all(steps.map((step) => step(execution)));
  };

const ownerOf = ({ owner }: RootFetch | EntityFetch, owners: Owners): Owner => {
  const found = owners.get(owner);
  if (found === undefined) throw new Error(`the plan asks ${owner}, which is not wired`);
  return found;
};

/** Compiles a plan, once: what is left to do for a request is to run it. */
export const compilePlan = (node: PlanNode, owners: Owners, fits: Fits): Step => {
  switch (node.kind) {
    case 'sequence':
      return sequence(node.nodes.map((child) => compilePlan(child, owners, fits)));
    case 'parallel':
      return parallel(node.nodes.map((child) => compilePlan(child, owners, fits)));
    case 'root':
      return compileRootFetch(node, ownerOf(node, owners), fits);
    case 'entities':
      return compileEntityFetch(node, ownerOf(node, owners), fits);
  }
};
