import {
  Kind,
  parse,
  print,
  visit,
  type FieldNode,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { EntityFetch, Path, PlanNode, RootFetch } from './plan.ts';
import type { Planner } from './planner.ts';
import { readSubgraphs, ROOT_TYPES, type Subgraphs } from './supergraph.ts';
import { TYPENAME } from './typenames.ts';
import { writtenOut } from './written-out.ts';

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** The fields of selections, those inside fragments with them, each with the type that they are asked of. */
const fieldsIn = (
  sets: readonly SelectionSetNode[],
  type: string,
): { readonly field: FieldNode; readonly type: string }[] =>
  sets.flatMap(({ selections }) =>
    selections.flatMap((node) => {
      if (node.kind === Kind.FIELD) return [{ field: node, type }];
      return node.kind === Kind.INLINE_FRAGMENT
        ? fieldsIn([node.selectionSet], node.typeCondition?.name.value ?? type)
        : [];
    }),
  );

const setOf = (selections: readonly SelectionNode[]): SelectionSetNode => ({
  kind: Kind.SELECTION_SET,
  selections,
});

/** What the client asked below a response name. */
const below = (sets: readonly SelectionSetNode[], name: string): SelectionSetNode[] =>
  fieldsIn(sets, '').flatMap(({ field }) =>
    responseName(field) === name && field.selectionSet !== undefined ? [field.selectionSet] : [],
  );

/** The part of selections that a subgraph can answer of a type by itself. */
const answerable = (
  sets: readonly SelectionSetNode[],
  type: string,
  graph: string,
  subgraphs: Subgraphs,
): SelectionNode[] =>
  fieldsIn(sets, type).flatMap(({ field, type: asked }) => {
    if (asked !== type) return [];
    if (field.name.value === TYPENAME.name.value) return [field];
    if (!subgraphs.answers(graph, type, field.name.value)) return [];
    if (field.selectionSet === undefined) return [field];
    const inner = subgraphs.typeOf(graph, type, field.name.value) ?? '';
    const kept = answerable([field.selectionSet], inner, graph, subgraphs);
    return kept.length === 0 ? [] : [{ ...field, selectionSet: setOf(kept) }];
  });

const asksOf =
  (type: string) =>
  (node: SelectionNode): boolean =>
    node.kind === Kind.INLINE_FRAGMENT && node.typeCondition?.name.value === type;

/** The types of an open type that this subgraph has and another one has not: those whose fragments are dropped. */
const uncommon = (abstract: string, graph: string, subgraphs: Subgraphs): string[] => {
  const members = subgraphs.members(abstract);
  return [...(members.get(graph) ?? [])].filter((member) =>
    [...members.values()].some((others) => !others.has(member)),
  );
};

const restoreSet = (
  fetched: SelectionSetNode,
  asked: readonly SelectionSetNode[],
  type: string,
  graph: string,
  subgraphs: Subgraphs,
): SelectionSetNode => {
  const inner = (node: SelectionNode): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined) return node;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition?.name.value ?? type;
      return { ...node, selectionSet: restoreSet(node.selectionSet, asked, condition, graph, subgraphs) };
    }
    const fieldType = subgraphs.typeOf(graph, type, node.name.value) ?? '';
    const wanted = below(asked, responseName(node));
    return { ...node, selectionSet: restoreSet(node.selectionSet, wanted, fieldType, graph, subgraphs) };
  };
  const dropped = uncommon(type, graph, subgraphs).flatMap((member): InlineFragmentNode[] => {
    if (fetched.selections.some(asksOf(member))) return [];
    const wanted = fieldsIn(asked, type).filter(({ type: of }) => of === member);
    const selections = answerable([setOf(wanted.map(({ field }) => field))], member, graph, subgraphs);
    if (selections.length === 0) return [];
    const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: member } } as const;
    return [{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: setOf(selections) }];
  });
  return setOf([...fetched.selections.map(inner), ...dropped]);
};

const askedAt = (asked: readonly SelectionSetNode[], path: Path): readonly SelectionSetNode[] =>
  path.reduce((sets, step) => (step.kind === 'field' ? below(sets, step.responseName) : sets), asked);

const variablesIn = (node: SelectionSetNode): Set<string> => {
  const names = new Set<string>();
  visit(node, {
    Variable: ({ name }) => {
      names.add(name.value);
    },
  });
  return names;
};

/** The operation of a fetch with another selection, and the client's variables that it uses then. */
const withSelection = <Fetch extends RootFetch | EntityFetch>(
  fetch: Fetch,
  operation: OperationDefinitionNode,
  selectionSet: SelectionSetNode,
  client: OperationDefinitionNode,
): Fetch => {
  if (print(selectionSet) === print(operation.selectionSet)) return fetch;
  const variableDefinitions = operation.variableDefinitions ?? [];
  const known = new Set(variableDefinitions.map(({ variable }) => variable.name.value));
  const used = variablesIn(selectionSet);
  const more = (client.variableDefinitions ?? []).filter(
    ({ variable: { name } }) => used.has(name.value) && !known.has(name.value),
  );
  const whole = { ...operation, selectionSet, variableDefinitions: [...variableDefinitions, ...more] };
  return {
    ...fetch,
    operation: { ...fetch.operation, text: print(whole) },
    variables: [...fetch.variables, ...more.map(({ variable }) => variable.name.value)],
  };
};

const restoreFetch = <Fetch extends RootFetch | EntityFetch>(
  fetch: Fetch,
  client: OperationDefinitionNode,
  subgraphs: Subgraphs,
): Fetch => {
  const operation = writtenOut(fetch.operation.text);
  const { owner } = fetch;
  const restore = (set: SelectionSetNode, asked: readonly SelectionSetNode[], type: string) =>
    restoreSet(set, asked, type, owner, subgraphs);
  const asked = [client.selectionSet];
  if (fetch.kind === 'root') {
    const root = ROOT_TYPES[operation.operation];
    return withSelection(fetch, operation, restore(operation.selectionSet, asked, root), client);
  }
  const selections = operation.selectionSet.selections.map((node): SelectionNode => {
    if (node.kind !== Kind.FIELD || node.selectionSet === undefined) return node;
    const batch = fetch.batches.find(({ alias }) => alias === responseName(node));
    const at = (batch?.paths ?? []).flatMap((path) => askedAt(asked, path));
    return { ...node, selectionSet: restore(node.selectionSet, at, '_Entity') };
  });
  return withSelection(fetch, operation, setOf(selections), client);
};

const restorePlan = (node: PlanNode, client: OperationDefinitionNode, subgraphs: Subgraphs): PlanNode =>
  node.kind === 'sequence' || node.kind === 'parallel'
    ? { ...node, nodes: node.nodes.map((child) => restorePlan(child, client, subgraphs)) }
    : restoreFetch(node, client, subgraphs);

/**
 * A planner that puts back what both libraries drop: where a shared field has an open type whose members differ between
 * subgraphs, they ask only for the members that all of them have, and the fields of the others would be null without a
 * word.
 */
export const restoring = (planner: Planner, supergraphSdl: string): Planner => {
  const subgraphs = readSubgraphs(parse(supergraphSdl, { noLocation: true }));
  if (!subgraphs.membersDiffer) return planner;
  return {
    ...planner,
    plan: (client) => {
      const plan = planner.plan(client);
      return plan && restorePlan(plan, client, subgraphs);
    },
  };
};
