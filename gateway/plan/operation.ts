import {
  Kind,
  visit,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { CodedError } from '../../schema/errors.ts';
import { conditionVariables, decide, type Variables } from './decide.ts';
import type { Plan } from './plan.ts';
import type { Planner } from './planner.ts';
import { splitRoot } from './root.ts';
import { withTypenames } from './typenames.ts';

/** An operation whose conditions are decided, with its plan. */
export interface PlannedOperation {
  readonly operation: OperationDefinitionNode;
  /** What the client asked for, written out. */
  readonly selectionSet: SelectionSetNode;
  readonly introspection: readonly FieldNode[];
  readonly plan: Plan;
}

/** An operation as clients send it: one for all values of its variables. */
export interface ClientOperation {
  readonly operation: OperationDefinitionNode;
  /** Names of the variables that its `@skip` and `@include` conditions depend on: there is a plan for each case. */
  readonly conditions: readonly string[];
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
  planner: Planner,
): Plan => {
  if (selectionSet === undefined) return undefined;
  const plan = planner.plan(plannable(operation, withTypenames(selectionSet)));
  // A plan that asks nobody would answer null, which looks like an answer.
  if (plan === undefined) throw new CodedError('PLAN_IMPOSSIBLE');
  return plan;
};

/** Reads an operation of a valid document. */
export const readOperation = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
): ClientOperation => {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const conditions = conditionVariables([
    operation.selectionSet,
    ...[...fragments.values()].map(({ selectionSet }) => selectionSet),
  ]);
  return {
    operation,
    conditions,
    plan: (variables, planner) => {
      const selectionSet = decide(operation.selectionSet, fragments, variables);
      const { owners, introspection } = splitRoot(selectionSet);
      return { operation, selectionSet, introspection, plan: planOf(operation, owners, planner) };
    },
  };
};
