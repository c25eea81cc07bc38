import {
  QueryPlanner,
  type FetchDataRewrite,
  type FetchNode,
  type PlanNode as ApolloNode,
  type QueryPlanSelectionNode,
  type SubscriptionNode,
} from '@apollo/query-planner';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { Kind } from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import type { Path, PathStep, PlanNode, Requirement, Rewrite, RewriteStep } from './plan.ts';
import type { Planner } from './planner.ts';
import { mergeSiblings } from './siblings.ts';
import { soundness } from './sound.ts';

/** A step as the library writes it: `who`, `@`, `@|[Decision,Document]` for objects of these types, or nothing at the root. */
const STEP = /^([^|]*)(?:\|\[([^\]]*)\])?$/;

const pathOf = (path: readonly (string | number)[]): Path =>
  path.flatMap((written): PathStep[] => {
    const [, place = '', types] = STEP.exec(String(written)) ?? [];
    const steps: PathStep[] = [];
    if (place === '@') steps.push({ kind: 'list' });
    else if (place !== '') steps.push({ kind: 'field', responseName: place });
    return types === undefined ? steps : [...steps, { kind: 'type', names: types.split(',') }];
  });

const requirementOf = (selection: QueryPlanSelectionNode): Requirement => {
  if (selection.kind === 'Field') {
    const { name, alias, selections } = selection;
    const responseName = alias ?? name;
    return {
      kind: 'field',
      name: responseName,
      as: responseName,
      requires: selections?.map(requirementOf),
    };
  }
  const { typeCondition = '', selections } = selection;
  return { kind: 'type', name: typeCondition, requires: selections.map(requirementOf) };
};

const TYPE_STEP = '... on ';

const rewriteStepOf = (step: string): RewriteStep =>
  step.startsWith(TYPE_STEP)
    ? { kind: 'type', names: [step.slice(TYPE_STEP.length)] }
    : { kind: 'key', name: step };

const rewriteOf = (rewrite: FetchDataRewrite): Rewrite => {
  const path = rewrite.path.map(rewriteStepOf);
  return rewrite.kind === 'ValueSetter'
    ? { kind: 'set', path, value: rewrite.setValueTo }
    : { kind: 'rename', path, to: rewrite.renameKeyTo };
};

const fetchOf = (fetch: FetchNode, path: Path): PlanNode => {
  const { serviceName: owner, operation: text, operationName: name, operationKind, requires } = fetch;
  const asked = {
    owner,
    operation: { kind: operationKind === 'mutation' ? 'mutation' : 'query', text, name },
    variables: fetch.variableUsages ?? [],
  } as const;
  const inputRewrites = (fetch.inputRewrites ?? []).map(rewriteOf);
  const outputRewrites = (fetch.outputRewrites ?? []).map(rewriteOf);
  if (requires === undefined) return { kind: 'root', ...asked, outputRewrites };
  const entities = { alias: '_entities', variable: 'representations', paths: [path] };
  const rewrites = { inputRewrites, outputRewrites };
  return {
    kind: 'entities',
    ...asked,
    batches: [{ ...entities, requires: requires.map(requirementOf), ...rewrites }],
  };
};

const nodeOf = (node: ApolloNode | SubscriptionNode, path: Path): PlanNode => {
  switch (node.kind) {
    case 'Fetch':
      return fetchOf(node, path);
    case 'Flatten':
      return nodeOf(node.node, [...path, ...pathOf(node.path)]);
    case 'Sequence':
      return { kind: 'sequence', nodes: node.nodes.map((child) => nodeOf(child, path)) };
    case 'Parallel':
      return { kind: 'parallel', nodes: mergeSiblings(node.nodes.map((child) => nodeOf(child, path))) };
    default:
      throw new Error(`a plan has a node of the kind ${node.kind}`);
  }
};

/**
 * The planner of `@apollo/gateway`: JavaScript, so it runs wherever Node does. Its plans are known to be wrong in seven
 * cases; such a plan is refused, or the library is told to make another.
 */
export const apolloPlanner = (supergraphSdl: string): Planner => {
  const supergraph = Supergraph.build(supergraphSdl);
  const planner = new QueryPlanner(supergraph, { typeConditionedFetching: true });
  const api = supergraph.apiSchema();
  const refuseUnsound = soundness(supergraphSdl);
  return {
    name: '@apollo/query-planner',
    plan: (operation) => {
      try {
        const document = { kind: Kind.DOCUMENT, definitions: [operation] } as const;
        const { node } = planner.buildQueryPlan(operationFromDocument(api, document));
        const plan = node === undefined ? undefined : nodeOf(node, []);
        refuseUnsound(plan);
        return plan;
      } catch (cause) {
        throw cause instanceof CodedError ? cause : new CodedError('PLAN_IMPOSSIBLE', {}, { cause });
      }
    },
  };
};
