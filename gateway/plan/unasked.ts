import { Kind, parse, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import type { Plan } from './plan.ts';

const namesOf = (selections: readonly SelectionNode[]): string[] =>
  selections.flatMap((node) => {
    if (node.kind === Kind.FIELD) return [(node.alias ?? node.name).value];
    return node.kind === Kind.INLINE_FRAGMENT ? namesOf(node.selectionSet.selections) : [];
  });

/** The response names of the root fields that a plan asks; a fragment that a fetch spreads is counted with its root. */
const askedBy = (plan: Plan): string[] => {
  if (plan === undefined || plan.kind === 'entities') return [];
  if (plan.kind !== 'root') return plan.nodes.flatMap(askedBy);
  const { definitions } = parse(plan.operation.text, { noLocation: true });
  return definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION || node.kind === Kind.FRAGMENT_DEFINITION
      ? namesOf(node.selectionSet.selections)
      : [],
  );
};

/** True where a plan leaves out a root field of the operation: it would answer null, which looks like an answer. */
export const leavesOut = (plan: Plan, { selectionSet }: OperationDefinitionNode): boolean => {
  const asked = new Set(askedBy(plan));
  return namesOf(selectionSet.selections).some((name) => !asked.has(name));
};
