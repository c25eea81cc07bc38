// What a subgraph may be asked, held strictly: whatever breaks a rule of federation is noted as an offence.
import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** Notes what a subgraph was asked though it may not be asked that. */
export type Offend = (offence: string) => void;

/** Where a resolved entity keeps the representation that it was resolved from. */
const REPRESENTATION = Symbol('representation');

type Value = Readonly<Record<string | symbol, unknown>>;

const isValue = (value: unknown): value is Value => typeof value === 'object' && value !== null;

const argumentOf = (directive: ConstDirectiveNode, name: string): unknown => {
  const found = directive.arguments?.find((argument) => argument.name.value === name);
  return found && valueFromASTUntyped(found.value);
};

const fieldSet = (text: unknown): SelectionSetNode => {
  const [definition] = parse(`{ ${String(text)} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no field set: ${String(text)}`);
  return definition.selectionSet;
};

/** True where a value has every field of a field set; what is null has nothing more to show. */
const holds = (set: SelectionSetNode, value: unknown, schema: GraphQLSchema): boolean => {
  if (Array.isArray(value)) return value.every((element) => holds(set, element, schema));
  if (!isValue(value)) return value === null;
  return set.selections.every((node) => {
    if (node.kind === Kind.FIELD) {
      const found = value[node.name.value];
      return (
        found !== undefined && (node.selectionSet === undefined || holds(node.selectionSet, found, schema))
      );
    }
    if (node.kind !== Kind.INLINE_FRAGMENT) return false;
    const typename = value['__typename'];
    // Unless a field set says so, no gateway sends the types of the objects inside a representation.
    if (typeof typename !== 'string') return isOfSomeFragment(set, value, schema);
    return !fits(schema, node.typeCondition?.name.value, typename) || holds(node.selectionSet, value, schema);
  });
};

const isOfSomeFragment = (set: SelectionSetNode, value: Value, schema: GraphQLSchema): boolean =>
  set.selections.some(
    (node) => node.kind === Kind.INLINE_FRAGMENT && holds(node.selectionSet, value, schema),
  );

const fits = (schema: GraphQLSchema, condition: string | undefined, typename: string): boolean => {
  if (condition === undefined || condition === typename) return true;
  const [wanted, type] = [schema.getType(condition), schema.getType(typename)];
  return isAbstractType(wanted) && isObjectType(type) && schema.isSubType(wanted, type);
};

const directivesOf = (type: GraphQLNamedType, name: string): ConstDirectiveNode[] =>
  [type.astNode, ...type.extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter((directive) => directive.name.value === name);

/** The keys by which a subgraph lets one enter a type. */
const entrances = (type: GraphQLNamedType): SelectionSetNode[] =>
  directivesOf(type, 'key')
    .filter((key) => argumentOf(key, 'resolvable') !== false)
    .map((key) => fieldSet(argumentOf(key, 'fields')));

/** An entity is asked for by a type that the subgraph knows, with one whole key that it resolves. */
const checkRepresentation = (schema: GraphQLSchema, representation: Value, offend: Offend): void => {
  const type = schema.getType(String(representation['__typename']));
  if (!isObjectType(type) && !isInterfaceType(type))
    return offend(`an entity of an unknown type: ${JSON.stringify(representation)}`);
  if (!entrances(type).some((key) => holds(key, representation, schema)))
    offend(`${type.name} by no key that resolves: ${JSON.stringify(representation)}`);
};

/** The representations among the values of variables. */
export const representationsOf = (variables: Readonly<Record<string, unknown>>): Value[] =>
  Object.values(variables).flatMap((value) =>
    Array.isArray(value) ? value.filter((element) => isValue(element) && '__typename' in element) : [],
  );

/** Notes every representation that the subgraph may not be asked about. */
export const checkRepresentations = (
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
  offend: Offend,
): void =>
  representationsOf(variables).forEach((representation) =>
    checkRepresentation(schema, representation, offend),
  );

/** How a type's entities are found, where `buildSubgraphSchema` keeps it. */
interface SubgraphExtensions {
  readonly apollo?: { readonly subgraph?: { readonly resolveReference?: Find } };
}
type Find = (reference: Value, context: unknown, info: unknown) => unknown;

/** Keeps with each entity what it was asked by; the parent of its fields has the representation's values, too. */
const keepRepresentations = (type: GraphQLNamedType): void => {
  if (!isObjectType(type) && !isInterfaceType(type)) return;
  const { apollo }: SubgraphExtensions = type.extensions;
  const find = apollo?.subgraph?.resolveReference;
  if (directivesOf(type, 'key').length === 0 || (isInterfaceType(type) && find === undefined)) return;
  const resolveReference: Find = async (reference, context, info) => {
    const found = find === undefined ? {} : await find(reference, context, info);
    return isValue(found) ? { ...reference, ...found, [REPRESENTATION]: reference } : null;
  };
  type.extensions = { ...type.extensions, apollo: { subgraph: { resolveReference } } };
};

const requiredOf = (field: FieldDefinitionNode | null | undefined): SelectionSetNode | undefined => {
  const requires = field?.directives?.find(({ name }) => name.value === 'requires');
  return requires && fieldSet(argumentOf(requires, 'fields'));
};

/** A field with `@requires` is resolved only for a representation that brings what it requires. */
const guardRequires = (schema: GraphQLSchema, type: GraphQLNamedType, offend: Offend): void => {
  if (!isObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const required = requiredOf(field.astNode);
    if (required === undefined) continue;
    const { resolve } = field;
    field.resolve = (parent: Value, args, context, info) => {
      const representation = parent[REPRESENTATION];
      if (!holds(required, representation, schema))
        offend(`${type.name}.${field.name} without what it requires: ${JSON.stringify(representation)}`);
      return resolve === undefined ? parent[field.name] : resolve(parent, args, context, info);
    };
  }
};

/** Makes a subgraph's schema note whatever it may not be asked. */
export const makeHonest = (schema: GraphQLSchema, offend: Offend): void =>
  Object.values(schema.getTypeMap()).forEach((type) => {
    keepRepresentations(type);
    guardRequires(schema, type, offend);
  });
