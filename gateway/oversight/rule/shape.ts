import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { ruleFault } from './fault.ts';

/** What a value of a rule's answer is: exact money is counted in fen, other exact numbers are doubles. */
export type Leaf = 'string' | 'int' | 'double' | 'bool' | 'fen' | 'decimal';

/** What stands at a place of a rule's answer. */
export type Shape =
  | { readonly kind: 'leaf'; readonly leaf: Leaf }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'object'; readonly type: string; readonly fields: readonly ShapeField[] };

/** A field of an object, under its name in the answer. */
export interface ShapeField {
  readonly name: string;
  /** `Type.field`. */
  readonly coordinate: string;
  readonly shape: Shape;
}

const LEAVES: Readonly<Record<string, Leaf>> = {
  Int: 'int',
  Float: 'double',
  Boolean: 'bool',
  Money: 'fen',
  Decimal: 'decimal',
};

/** Fields of a selection with fragments written out, by their names in the answer. */
const selected = (
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FieldNode[] =>
  selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    const on = inner?.typeCondition?.name.value;
    return inner === undefined || (on !== undefined && on !== type.name)
      ? []
      : selected(type, inner.selectionSet, fragments);
  });

const NO_POPULATION = { en: 'a rule begins with a population', zh: '规则应从范围字段开始' };
const UNLIKE_POPULATIONS = {
  en: 'all populations of a rule select the same: write it once, as a fragment',
  zh: '各范围字段的选取内容应相同，请写成一个片段',
};
const ofSeveralTypes = (type: string) => ({
  en: `${type} may be of several types: rules read objects`,
  zh: `${type} 可为多种类型，规则只能读取对象`,
});

/** How the subjects of a rule's answer look. `rule` is named where it cannot be said. */
export const shapeReader = (rule: string, schema: GraphQLSchema, document: DocumentNode) => {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );

  const objectShape = (type: GraphQLObjectType, nodes: readonly SelectionSetNode[]): Shape => {
    const byName = new Map<string, FieldNode[]>();
    for (const field of nodes.flatMap((node) => selected(type, node, fragments))) {
      const name = (field.alias ?? field.name).value;
      byName.set(name, [...(byName.get(name) ?? []), field]);
    }
    const fields = [...byName].flatMap(([name, [first, ...others]]) => {
      const definition = first && type.getFields()[first.name.value];
      if (first === undefined || definition === undefined) return [];
      const below = [first, ...others].flatMap(({ selectionSet }) => selectionSet ?? []);
      return [
        {
          name,
          coordinate: `${type.name}.${first.name.value}`,
          shape: shapeOf(definition.type, below, first),
        },
      ];
    });
    return { kind: 'object', type: type.name, fields };
  };

  const shapeOf = (type: GraphQLOutputType, below: readonly SelectionSetNode[], at: FieldNode): Shape => {
    if (isNonNullType(type)) return shapeOf(type.ofType, below, at);
    if (isListType(type)) return { kind: 'list', of: shapeOf(type.ofType, below, at) };
    if (isLeafType(type)) return { kind: 'leaf', leaf: LEAVES[type.name] ?? 'string' };
    if (!isObjectType(type)) throw ruleFault(rule, ofSeveralTypes(type.name), at.loc?.startToken);
    return objectShape(type, below);
  };

  /** The subjects that a root field gives; all root fields of a rule must give the same. */
  return (roots: readonly FieldNode[]): Extract<Shape, { readonly kind: 'object' }> => {
    const [first, ...others] = roots;
    const query = schema.getQueryType();
    const type = first && query && getNamedType(query.getFields()[first.name.value]?.type);
    if (first?.selectionSet === undefined || !isObjectType(type))
      throw ruleFault(rule, NO_POPULATION, first?.loc?.startToken);
    const other = others.find(
      ({ selectionSet }) => selectionSet && print(selectionSet) !== print(first.selectionSet!),
    );
    if (other !== undefined) throw ruleFault(rule, UNLIKE_POPULATIONS, other.loc?.startToken);
    return objectShape(type, [first.selectionSet]) as Extract<Shape, { readonly kind: 'object' }>;
  };
};
