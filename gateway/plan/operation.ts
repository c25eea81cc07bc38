import {
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import { conditionVariables, decide, type Variables } from './decide.ts';
import {
  plannedVariables,
  withPlannedNames,
  withPlannedVariables,
  type ClientNames,
  type TakenNames,
} from './names.ts';
import type { Plan } from './plan.ts';
import type { Planner } from './planner.ts';
import { splitRoot } from './root.ts';
import { withTypenames } from './typenames.ts';
import { leavesOut } from './unasked.ts';

/** An operation whose conditions are decided, with its plan. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  /** What the client asked for, written out, by the names that the plan uses. */
  readonly selectionSet: SelectionSetNode;
  /** Where those are not the client's. */
  readonly clientNames: ClientNames;
  /** Root fields that the gateway answers itself. */
  readonly here: readonly FieldNode[];
  readonly plan: Plan;
}

/** An operation as clients send it: one for all values of its variables. */
export interface ClientOperation {
  readonly operation: OperationDefinitionNode;
  /** Names of the variables that its `@skip` and `@include` conditions depend on: there is a plan for each case. */
  readonly conditions: readonly string[];
  /** The variables that are called otherwise in its plans. */
  readonly variables: ReadonlyMap<string, string>;
  readonly plan: (variables: Variables, planner: Planner) => PlannedOperation;
}

const usedVariables = (selectionSet: SelectionSetNode): Set<string> => {
  const used = new Set<string>();
  visit(selectionSet, {
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return used;
};

/** The operation that the planner is given. */
const plannable = (
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
): OperationDefinitionNode => {
  const used = usedVariables(selectionSet);
  return {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
      used.has(variable.name.value),
    ),
    selectionSet,
  };
};

const planOf = (
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode | undefined,
  variables: ReadonlyMap<string, string>,
  planner: Planner,
): Plan => {
  if (selectionSet === undefined) return undefined;
  const asked = withPlannedVariables(plannable(operation, withTypenames(selectionSet)), variables);
  const plan = planner.plan(asked);
  if (leavesOut(plan, asked)) throw new CodedError('PLAN_IMPOSSIBLE');
  return plan;
};

const NOTHING: ReadonlySet<string> = new Set();

/** Reads an operation of a valid document. `own` names the root fields of queries that no owner has. */
export const readOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  taken: TakenNames,
  own: ReadonlySet<string> = NOTHING,
): ClientOperation => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const conditions = conditionVariables([
    operation.selectionSet,
    ...[...fragments.values()].map(({ selectionSet }) => selectionSet),
  ]);
  const variables = plannedVariables(operation);
  return {
    operation,
    conditions,
    variables,
    plan: (values, planner) => {
      const decided = decide(operation.selectionSet, fragments, values);
      const { selectionSet, clientNames } = withPlannedNames(decided, taken);
      const isQuery = operation.operation === OperationTypeNode.QUERY;
      const { owners, here } = splitRoot(selectionSet, isQuery ? own : NOTHING);
      const plan = planOf(operation, owners, variables, planner);
      return { operation, selectionSet, clientNames, here, plan };
    },
  };
};
