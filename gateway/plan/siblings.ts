import {
  Kind,
  parse,
  print,
  visit,
  type DocumentNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { EntityBatch, EntityFetch, PlanNode } from './plan.ts';

const ENTITIES = '_entities';
const REPRESENTATIONS = 'representations';

/** The names of one of several batches of a request. */
const namesOf = (batch: number) => ({ alias: `_e${batch}`, variable: `representations${batch}` });

const nameNode = (value: string) => ({ kind: Kind.NAME, value }) as const;

/** The only operation of a fetch, its `_entities` and its representations renamed. */
const renamed = (text: string, batch: number): OperationDefinitionNode => {
  const { alias, variable } = namesOf(batch);
  const document: DocumentNode = visit(parse(text, { noLocation: true }), {
    Field: (node) => (node.name.value === ENTITIES ? { ...node, alias: nameNode(alias) } : undefined),
    Variable: (node) =>
      node.name.value === REPRESENTATIONS ? { ...node, name: nameNode(variable) } : undefined,
  });
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a fetch is one operation');
  return operation;
};

const unique = (definitions: readonly VariableDefinitionNode[]): VariableDefinitionNode[] => [
  ...new Map(definitions.map((definition) => [definition.variable.name.value, definition])).values(),
];

const merge = ([first, ...others]: readonly [EntityFetch, ...EntityFetch[]]): EntityFetch => {
  if (others.length === 0) return first;
  const fetches = [first, ...others];
  const operations = fetches.map(({ operation }, batch) => renamed(operation.text, batch));
  const merged: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operations[0]?.operation ?? 'query',
    variableDefinitions: unique(operations.flatMap(({ variableDefinitions = [] }) => variableDefinitions)),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: operations.flatMap(({ selectionSet }): readonly SelectionNode[] => selectionSet.selections),
    },
  } as OperationDefinitionNode;
  return {
    ...first,
    operation: { kind: 'query', text: print(merged) },
    variables: [...new Set(fetches.flatMap(({ variables }) => variables))],
    batches: fetches.flatMap(({ batches }, batch) =>
      batches.map((one): EntityBatch => ({ ...one, ...namesOf(batch) })),
    ),
  };
};

/**
 * Fetches of entities that one owner is asked for at the same time, as one request. Hive's planner does that itself.
 * Each fetch has one batch, as Apollo's planner makes them.
 */
export const mergeSiblings = (nodes: readonly PlanNode[]): PlanNode[] => {
  const byOwner = new Map<string, [EntityFetch, ...EntityFetch[]]>();
  const others: PlanNode[] = [];
  for (const node of nodes) {
    if (node.kind !== 'entities') {
      others.push(node);
      continue;
    }
    const known = byOwner.get(node.owner);
    if (known === undefined) byOwner.set(node.owner, [node]);
    else known.push(node);
  }
  return [...[...byOwner.values()].map(merge), ...others];
};
