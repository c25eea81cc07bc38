import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  getNamedType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { allAsked, type AskedColumns } from '../database/columns-asked.ts';
import { abstracts } from './abstract.ts';
import { collect, type Selecting } from './collect.ts';
import type { Complete, Target } from './column.ts';
import { leaves, lists, nonNull, nullable } from './complete.ts';
import { compileEntities } from './entities.ts';
import { objects, selection, type CompiledField } from './objects.ts';
import { readsOf } from './reads.ts';
import { compileField } from './resolve.ts';

/** A selection on objects of one type: how they are completed, and what of their rows is read for it. */
interface CompiledSelection {
  readonly complete: Complete;
  readonly reads: AskedColumns;
}

const NOTHING: AskedColumns = new Set();

const typeNames = (name: string, responseName: string): CompiledField => ({
  responseName,
  resolve: (parents) => parents.map(() => name),
});

/** What is selected on a composite type, by the name of the object type; compiled where it is first met. */
const selections = (
  selecting: Selecting,
  nodes: readonly FieldNode[],
): ((type: GraphQLObjectType) => CompiledSelection) => {
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const known = new Map<GraphQLObjectType, CompiledSelection>();
  return (type) => {
    const compiled = known.get(type) ?? compileSelection(type, sets, selecting);
    known.set(type, compiled);
    return compiled;
  };
};

const possible = (type: GraphQLCompositeType, { schema }: Selecting): readonly GraphQLObjectType[] =>
  isAbstractType(type) ? schema.getPossibleTypes(type) : [type];

/** Selections by the name of the object type. */
const selectBy =
  (
    type: GraphQLCompositeType,
    selecting: Selecting,
    selectionOf: (type: GraphQLObjectType) => CompiledSelection,
  ): ((name: string) => Complete) =>
  (name) => {
    const found = possible(type, selecting).find((candidate) => candidate.name === name);
    if (found === undefined) throw new Error(`${name} is no ${type.name}`);
    return selectionOf(found).complete;
  };

const compileType = (
  type: GraphQLOutputType,
  target: Target,
  selecting: Selecting,
  selectionOf: (type: GraphQLObjectType) => CompiledSelection,
): Complete => {
  if (isNonNullType(type)) return nonNull(compileBare(type.ofType, target, selecting, selectionOf), target);
  return nullable(compileBare(type, target, selecting, selectionOf));
};

const compileBare = (
  type: GraphQLOutputType,
  target: Target,
  selecting: Selecting,
  selectionOf: (type: GraphQLObjectType) => CompiledSelection,
): Complete => {
  if (isListType(type)) return lists(compileType(type.ofType, target, selecting, selectionOf), target);
  if (isLeafType(type)) return leaves(type, target);
  if (isNonNullType(type)) throw new Error('a type cannot be non-null twice');
  if (isAbstractType(type))
    return abstracts(selecting.schema, type, selectBy(type, selecting, selectionOf), target);
  return objects(selectionOf(type).complete, target);
};

const compileNodes = (
  type: GraphQLObjectType,
  responseName: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
  selecting: Selecting,
): { readonly field: CompiledField; readonly reads: AskedColumns } => {
  const [node] = nodes;
  const name = node.name.value;
  if (name === '__typename') return { field: typeNames(type.name, responseName), reads: NOTHING };
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  const target: Target = { coordinate: `${type.name}.${name}`, nodes };
  const selectionOf = selections(selecting, nodes);
  const named = getNamedType(field.type);
  if (name === '_entities' && isUnionType(named)) {
    const select = selectBy(named, selecting, selectionOf);
    const entities = compileEntities(
      selecting.schema,
      named,
      field,
      node,
      responseName,
      select,
      (entity) => selectionOf(entity).reads,
      target,
    );
    return { field: entities, reads: NOTHING };
  }
  const below = isLeafType(named)
    ? NOTHING
    : isAbstractType(named)
      ? undefined
      : selectionOf(named as GraphQLObjectType).reads;
  const complete = compileType(field.type, target, selecting, selectionOf);
  return {
    field: compileField(responseName, field, node, below, complete),
    reads: readsOf(field, below),
  };
};

/** Compiles what is selected on an object type. */
export const compileSelection = (
  type: GraphQLObjectType,
  sets: Parameters<typeof collect>[1],
  selecting: Selecting,
): CompiledSelection => {
  const compiled = [...collect(type, sets, selecting)].map(([responseName, nodes]) =>
    compileNodes(type, responseName, nodes as [FieldNode, ...FieldNode[]], selecting),
  );
  return {
    complete: selection(compiled.map(({ field }) => field)),
    reads: allAsked(compiled.map(({ reads }) => reads)),
  };
};
