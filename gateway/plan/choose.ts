import { apolloPlanner } from './apollo.ts';
import { hivePlanner } from './hive.ts';
import type { Planner } from './planner.ts';

/** The planners that can be asked for by name. */
export const PLANNERS = { hive: hivePlanner, apollo: apolloPlanner } as const;
export type PlannerName = keyof typeof PLANNERS;

/** The planner for a supergraph: Hive's, or where its native module does not load (Windows, Alpine) Apollo's. */
export const choosePlanner = (
  supergraphSdl: string,
  name: PlannerName | undefined,
  onFallback: (reason: unknown) => void,
): Planner => {
  if (name !== undefined) return PLANNERS[name](supergraphSdl);
  try {
    return hivePlanner(supergraphSdl);
  } catch (reason) {
    onFallback(reason);
    return apolloPlanner(supergraphSdl);
  }
};
