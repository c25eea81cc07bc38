import { apolloPlanner } from './apollo.ts';
import { hivePlanner } from './hive.ts';
import { restoring } from './restore.ts';
import type { Planner } from './planner.ts';

/** The planners that can be asked for by name. */
export const PLANNERS = {
  hive: (supergraphSdl: string): Planner => restoring(hivePlanner(supergraphSdl), supergraphSdl),
  apollo: (supergraphSdl: string): Planner => restoring(apolloPlanner(supergraphSdl), supergraphSdl),
} as const;
export type PlannerName = keyof typeof PLANNERS;

/** The planner for a supergraph: Hive's, or where its native module does not load (Windows, Alpine) Apollo's. */
export const choosePlanner = (
  supergraphSdl: string,
  name: PlannerName | undefined,
  onFallback: (reason: unknown) => void,
): Planner => {
  if (name !== undefined) return PLANNERS[name](supergraphSdl);
  try {
    return PLANNERS.hive(supergraphSdl);
  } catch (reason) {
    onFallback(reason);
    return PLANNERS.apollo(supergraphSdl);
  }
};
