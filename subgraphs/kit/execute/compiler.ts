import {
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  getNamedType,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLUnionType,
} from 'graphql';
import { allAsked, type AskedColumns } from '../database/columns-asked.ts';
import { abstracts } from './abstract.ts';
import { collect, type Selecting } from './collect.ts';
import type { Complete, Target } from './column.ts';
import { leaves, lists, nonNull, nullable } from './complete.ts';
import { compileEntities } from './entities.ts';
import { objects, selection, type CompiledField } from './objects.ts';
import { refusedField, scopedResolve, touchingArguments, touchingObjects } from './guarded-fields.ts';
import { givenIn, writtenIn } from './filters.ts';
import { decideField, type Guarding } from './guarding.ts';
import { isDerived, isPassedOn, readsOf, type AnyField } from './reads.ts';
import { compileField, resolveAll } from './resolve.ts';
import { scopedReads, scopingOf, type Scoping } from './scoping.ts';
import { isEmpty, keyProperties, rowProperties, type SubjectProperties } from './subjects.ts';

/** A selection on objects of one type: how they are completed, and what of their rows is read for it. */
interface CompiledSelection {
  readonly complete: Complete;
  readonly reads: AskedColumns;
}

/** A selected field, and what of its object's row is read for it. */
interface CompiledNodes {
  readonly field: CompiledField;
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

/** What is selected below a field is read where the field is: by a statement of its own, or with its object. */
const belowField = (
  type: GraphQLObjectType,
  field: AnyField,
  scoping: Scoping | undefined,
  selecting: Selecting,
): Selecting => {
  if (selecting.guarding === undefined) return selecting;
  const derived = isDerived(field);
  const read = !derived || scoping?.again !== undefined ? scoping?.institutions : selecting.read;
  const isRoot = type === selecting.schema.getQueryType();
  return { ...selecting, read, listed: isRoot || (selecting.listed && isPassedOn(field)) };
};

/** The entities of a fetch. */
const compileEntitiesField = (
  field: AnyField,
  responseName: string,
  node: FieldNode,
  target: Target,
  union: GraphQLUnionType,
  selecting: Selecting,
): CompiledNodes => {
  const selectionOf = selections(selecting, target.nodes);
  if (selecting.guarding !== undefined) possible(union, selecting).forEach(selectionOf);
  const entities = compileEntities(
    selecting.schema,
    union,
    field,
    node,
    responseName,
    selectBy(union, selecting, selectionOf),
    (entity) => selectionOf(entity).reads,
    target,
  );
  return { field: entities, reads: NOTHING };
};

/** What is read of the rows of a field's objects. */
const readsBelow = (
  named: GraphQLNamedType,
  selecting: Selecting,
  selectionOf: (type: GraphQLObjectType) => CompiledSelection,
): AskedColumns => {
  if (isLeafType(named)) return NOTHING;
  if (!isAbstractType(named)) return selectionOf(named as GraphQLObjectType).reads;
  // What is recorded is known when the operation is compiled, whatever types there are in the answer.
  if (selecting.guarding !== undefined) possible(named, selecting).forEach(selectionOf);
  return undefined;
};

const compileServed = (
  field: AnyField,
  responseName: string,
  node: FieldNode,
  target: Target,
  selecting: Selecting,
  scoping?: Scoping,
  owner = '',
): CompiledNodes => {
  const selectionOf = selections(selecting, target.nodes);
  const below = readsBelow(getNamedType(field.type), selecting, selectionOf);
  const complete = compileType(field.type, target, selecting, selectionOf);
  const reads = readsOf(field, below);
  const resolve = resolveAll(field, node, below);
  if (scoping === undefined) return { field: compileField(responseName, resolve, complete), reads };
  const scoped = scopedResolve(resolve, field, target, owner, scoping, reads);
  return { field: compileField(responseName, scoped, complete), reads: scopedReads(scoping, reads) };
};

const compileGuarded = (
  type: GraphQLObjectType,
  field: AnyField,
  responseName: string,
  node: FieldNode,
  target: Target,
  selecting: Selecting,
  guarding: Guarding,
): CompiledNodes => {
  const { owner } = guarding;
  const given = givenIn(type, field, writtenIn(node, selecting.choices));
  const decision = decideField(type, field, given, guarding, selecting.accesses);
  if (decision.kind === 'REFUSED')
    return { field: refusedField(responseName, field, target, owner, decision), reads: NOTHING };
  const scoping =
    decision.kind === 'SERVED' ? undefined : scopingOf(type, field, decision.institutions, selecting.read);
  const below = belowField(type, field, scoping, selecting);
  return compileServed(field, responseName, node, target, below, scoping, owner);
};

const compileNodes = (
  type: GraphQLObjectType,
  responseName: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
  selecting: Selecting,
): CompiledNodes => {
  const [node] = nodes;
  const name = node.name.value;
  if (name === '__typename') return { field: typeNames(type.name, responseName), reads: NOTHING };
  const field = type.getFields()[name];
  if (field === undefined) throw new Error(`${type.name} has no field ${name}`);
  const target: Target = { coordinate: `${type.name}.${name}`, nodes };
  const named = getNamedType(field.type);
  if (name === '_entities' && isUnionType(named))
    return compileEntitiesField(field, responseName, node, target, named, selecting);
  const { guarding } = selecting;
  if (guarding === undefined) return compileServed(field, responseName, node, target, selecting);
  const guarded = compileGuarded(type, field, responseName, node, target, selecting, guarding);
  const isRoot = type === selecting.schema.getQueryType();
  return isRoot && guarding.isRecorded !== undefined
    ? { ...guarded, field: touchingArguments(guarded.field, field, node) }
    : guarded;
};

/** Subjects of the objects of a selection that an access touches. */
const touchedOf = (
  type: GraphQLObjectType,
  { guarding, listed }: Selecting,
): SubjectProperties | undefined => {
  if (guarding?.isRecorded === undefined) return undefined;
  const properties = listed ? rowProperties(type) : keyProperties(type);
  return isEmpty(properties) ? undefined : properties;
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
  const complete = selection(compiled.map(({ field }) => field));
  const reads = allAsked(compiled.map(({ reads: read }) => read));
  const touched = touchedOf(type, selecting);
  if (touched === undefined) return { complete, reads };
  return {
    complete: touchingObjects(complete, touched),
    reads: allAsked([reads, new Set([...touched.pids, ...touched.institutions])]),
  };
};
