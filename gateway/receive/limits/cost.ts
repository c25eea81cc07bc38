import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { NOTHING_DECLARED, type Declared, type ListSize } from './declared.ts';
import { product, sum, type Figure } from './figure.ts';
import {
  assumedItems,
  defaultPage,
  holdsPage,
  isOurPage,
  listsOf,
  sizeArguments,
  type Field,
} from './sizes.ts';
import { valueReader, type ReadValue, type Value } from './value.ts';

/** What an operation may bring, before its variables are known. */
export interface Weight {
  /**
   * Objects that the answer may have: 1 for each, times the lengths of the lists above it; leaves are free. A graph may
   * declare other weights with `@cost`, and lengths with `@listSize`. Source: IBM GraphQL cost specification.
   */
  readonly cost: Figure;
  /** Values of `first` of our pages. */
  readonly pages: readonly Value[];
}

const metaField = (name: string): Field | undefined =>
  [SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);

const fieldOf = (parent: GraphQLCompositeType, name: string): Field | undefined =>
  (isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined) ?? metaField(name);

const argumentOf = (node: FieldNode, name: string) =>
  node.arguments?.find((argument) => argument.name.value === name)?.value;

const counts =
  (wanted: boolean) =>
  (value: unknown): number =>
    value === !wanted ? 0 : 1;

/** 0 where a `@skip` or `@include` leaves the selection out, else 1. */
const condition =
  (read: ReadValue) =>
  ({ name, arguments: given = [] }: DirectiveNode): Figure => {
    const counted = counts(name.value === 'include');
    if (name.value !== 'skip' && name.value !== 'include') return 1;
    const value = read(given[0]?.value);
    return typeof value === 'function' ? (variables) => counted(value(variables)) : counted(value);
  };

/** The length of the list that a field's arguments name, or that the graph declares. */
const namedSize = (
  field: Field,
  node: FieldNode,
  read: ReadValue,
  declared: ListSize | undefined,
): Figure | undefined => {
  const args = sizeArguments(field, declared);
  if (args.length === 0) return declared?.assumedSize ?? undefined;
  const otherwise =
    args.map(({ defaultValue }) => defaultValue).find((value) => typeof value === 'number') ??
    declared?.assumedSize ??
    defaultPage(field);
  const choose = (values: readonly unknown[]): number =>
    Math.max(0, Number(values.find((value) => typeof value === 'number') ?? otherwise));
  const values = args.map(({ name }) => read(argumentOf(node, name)));
  return values.some((value) => typeof value === 'function')
    ? (variables) => choose(values.map((value) => (typeof value === 'function' ? value(variables) : value)))
    : choose(values);
};

/** The page of a connection, and which of its fields hold it. */
interface Page {
  readonly size: Figure;
  readonly sizedFields: ListSize['sizedFields'];
}

/** How many items a field stands for, its own list and those inside. */
const itemsOf = (field: Field, named: Figure | undefined, page: Page | undefined): Figure => {
  const lists = listsOf(field.type);
  if (lists === 0) return 1;
  const outer = named ?? (page !== undefined && holdsPage(field, page.sizedFields) ? page.size : undefined);
  return outer === undefined ? assumedItems(lists) : product(outer, assumedItems(lists - 1));
};

/** Weighs an operation of a document that is valid for the schema. */
export const weigh = (
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  { listSizes, weights }: Declared = NOTHING_DECLARED,
): Weight => {
  const read = valueReader(operation);
  const fragments = new Map(
    definitions
      .filter(
        (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
      )
      .map((fragment) => [fragment.name.value, fragment]),
  );
  const pages: Value[] = [];

  const ofField = (node: FieldNode, parent: GraphQLCompositeType, page: Page | undefined): Figure => {
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return 0;
    if (isOurPage(field)) pages.push(read(argumentOf(node, 'first')));
    const coordinate = `${parent.name}.${field.name}`;
    const declared = listSizes.get(coordinate);
    const named = namedSize(field, node, read, declared);
    const type = getNamedType(field.type);
    const own = weights.get(coordinate) ?? weights.get(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const items = itemsOf(field, named, page);
    if (!isCompositeType(type) || node.selectionSet === undefined) return product(items, own);
    const inside: Page | undefined =
      named === undefined || listsOf(field.type) > 0
        ? undefined
        : { size: named, sizedFields: declared?.sizedFields };
    return product(items, sum([own, ofSelections(node.selectionSet, type, inside)]));
  };

  const ofNode = (node: SelectionNode, parent: GraphQLCompositeType, page: Page | undefined): Figure => {
    if (node.kind === Kind.FIELD) return ofField(node, parent, page);
    const inner = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
    if (inner === undefined) return 0;
    const type = inner.typeCondition && schema.getType(inner.typeCondition.name.value);
    return ofSelections(inner.selectionSet, isCompositeType(type) ? type : parent, page);
  };

  const ofSelections = (
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    page: Page | undefined,
  ): Figure =>
    sum(
      selections.map((node) =>
        (node.directives ?? []).map(condition(read)).reduce(product, ofNode(node, parent, page)),
      ),
    );

  const root = schema.getRootType(operation.operation);
  return { cost: root ? ofSelections(operation.selectionSet, root, undefined) : 0, pages };
};
