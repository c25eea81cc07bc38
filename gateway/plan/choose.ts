import { Kind, OperationTypeNode, parse } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
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

/** Nobody can be asked anything without a query type; Hive's planner ends the whole process where there is none. */
const assertQueries = (supergraphSdl: string): void => {
  const { definitions } = parse(supergraphSdl, { noLocation: true });
  const schema = definitions.find((definition) => definition.kind === Kind.SCHEMA_DEFINITION);
  const query = schema?.operationTypes.find(({ operation }) => operation === OperationTypeNode.QUERY);
  const name = schema === undefined ? 'Query' : query?.type.name.value;
  if (!definitions.some((type) => type.kind === Kind.OBJECT_TYPE_DEFINITION && type.name.value === name))
    throw new CodedError('COMPOSITION_FAILED', {
      errors: 'the supergraph has no query type · 总图没有查询类型',
    });
};

/** The planner for a supergraph: Hive's, or where its native module does not load (Windows, Alpine) Apollo's. */
export const choosePlanner = (
  supergraphSdl: string,
  name: PlannerName | undefined,
  onFallback: (reason: unknown) => void,
): Planner => {
  assertQueries(supergraphSdl);
  if (name !== undefined) return PLANNERS[name](supergraphSdl);
  try {
    return PLANNERS.hive(supergraphSdl);
  } catch (reason) {
    onFallback(reason);
    return PLANNERS.apollo(supergraphSdl);
  }
};
