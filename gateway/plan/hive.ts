import { createRequire } from 'node:module';
import { print } from 'graphql';
import type * as Hive from '@graphql-hive/router-query-planner';
import { CodedError } from '../../schema/errors.ts';
import type { FetchOperation } from '../fetch/owners/owner.ts';
import { interfaceObjectsLast } from './order.ts';
import type { EntityBatch, Path, PlanNode, Requirement, Rewrite, RewriteStep, RootFetch } from './plan.ts';
import type { Planner } from './planner.ts';

type Parts = Pick<Hive.FetchNode, 'requires' | 'inputRewrites' | 'outputRewrites'>;

const pathOf = (segments: readonly Hive.FlattenNodePathSegment[]): Path =>
  segments.map((segment) => {
    if (segment === '@') return { kind: 'list' };
    return 'Field' in segment
      ? { kind: 'field', responseName: segment.Field }
      : { kind: 'type', names: segment.TypeCondition };
  });

const requirementOf = (selection: Hive.RequiresSelection): Requirement => {
  if (selection.kind === 'Field') {
    const { name, alias, selections } = selection;
    return { kind: 'field', name, as: alias ?? name, requires: selections?.map(requirementOf) };
  }
  if (selection.kind === 'FragmentSpread') throw new Error('a representation spreads a named fragment');
  return {
    kind: 'type',
    name: selection.typeCondition,
    requires: selection.selections.map(requirementOf),
  };
};

const rewriteStepOf = (segment: Hive.FetchNodePathSegment): RewriteStep =>
  'Key' in segment ? { kind: 'key', name: segment.Key } : { kind: 'type', names: segment.TypenameEquals };

const rewriteOf = (rewrite: Hive.InputRewrite): Rewrite => {
  if ('KeyRenamer' in rewrite) {
    const { path, renameKeyTo } = rewrite.KeyRenamer;
    return { kind: 'rename', path: path.map(rewriteStepOf), to: renameKeyTo };
  }
  const { path, setValueTo } = 'ValueSetter' in rewrite ? rewrite.ValueSetter : rewrite;
  return { kind: 'set', path: path.map(rewriteStepOf), value: setValueTo };
};

const operationOf = (fetch: Hive.FetchNode | Hive.BatchFetchNode): FetchOperation => ({
  kind: fetch.operationKind === 'mutation' ? 'mutation' : 'query',
  text: fetch.operation,
  name: fetch.operationName,
});

const partsOf = ({ requires = [], inputRewrites = [], outputRewrites = [] }: Parts) => ({
  requires: requires.map(requirementOf),
  inputRewrites: inputRewrites.map(rewriteOf),
  outputRewrites: outputRewrites.map(rewriteOf),
});

const fetchOf = (fetch: Hive.FetchNode, path: Path): PlanNode => {
  const asked = {
    owner: fetch.serviceName,
    operation: operationOf(fetch),
    variables: fetch.variableUsages ?? [],
  };
  const { outputRewrites, ...parts } = partsOf(fetch);
  if (fetch.requires === undefined) return { kind: 'root', ...asked, outputRewrites } satisfies RootFetch;
  const batch = { alias: '_entities', variable: 'representations', paths: [path], outputRewrites, ...parts };
  return { kind: 'entities', ...asked, batches: [batch] };
};

const batchOf = (batch: Hive.EntityBatchAlias): EntityBatch => ({
  alias: batch.alias,
  variable: batch.representationsVariableName,
  paths: batch.paths.map(pathOf),
  ...partsOf(batch),
});

const batchFetchOf = (fetch: Hive.BatchFetchNode): PlanNode => ({
  kind: 'entities',
  owner: fetch.serviceName,
  operation: operationOf(fetch),
  variables: fetch.variableUsages ?? [],
  batches: fetch.entityBatch.aliases.map(batchOf),
});

const nodeOf = (node: Hive.PlanNode, path: Path): PlanNode => {
  switch (node.kind) {
    case 'Fetch':
      return fetchOf(node, path);
    case 'BatchFetch':
      return batchFetchOf(node);
    case 'Flatten':
      return nodeOf(node.node, [...path, ...pathOf(node.path)]);
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((child) => nodeOf(child, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: node.nodes.map((child) => nodeOf(child, path)) };
    default:
      throw new Error(`a plan has a node of the kind ${node.kind}`);
  }
};

/** A plan with the owners by their own names. */
const named = (node: PlanNode, nameOf: (ordered: string) => string): PlanNode =>
  node.kind === 'sequence' || node.kind === 'parallel'
    ? { ...node, nodes: node.nodes.map((child) => named(child, nameOf)) }
    : { ...node, owner: nameOf(node.owner) };

/** No staged roll-out: labels of `@override` are never active. */
const NO_LABELS: ReadonlySet<string> = new Set();
const NO_PERCENTAGE = 0;

/** The planner of Hive Router: Rust, as a native module for Linux (glibc) and macOS. Throws where there is none. */
export const hivePlanner = (supergraphSdl: string): Planner => {
  // Not an import: where the module does not load, the other planner is taken.
  const { QueryPlanner } = createRequire(import.meta.url)(
    '@graphql-hive/router-query-planner',
  ) as typeof Hive;
  const { ordered, nameOf } = interfaceObjectsLast(supergraphSdl);
  const planner = new QueryPlanner(ordered);
  return {
    name: '@graphql-hive/router-query-planner',
    plan: (operation) => {
      try {
        const { node } = planner.plan(print(operation), undefined, new Set(NO_LABELS), NO_PERCENTAGE);
        return node === undefined ? undefined : named(nodeOf(node, []), nameOf);
      } catch (cause) {
        throw new CodedError('PLAN_IMPOSSIBLE', {}, { cause });
      }
    },
  };
};
