import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const fieldType = (field: FieldNode, parent: GraphQLNamedType | undefined): GraphQLNamedType | undefined =>
  parent !== undefined && 'getFields' in parent
    ? getNamedType(parent.getFields()[field.name.value]?.type)
    : undefined;

/**
 * A selection that also asks the type of each object whose type is open. A planner leaves it out where the client did
 * not ask, but what is projected of an object depends on it.
 */
export const withTypenames = (
  { selections, ...set }: SelectionSetNode,
  type: GraphQLNamedType | undefined,
  schema: GraphQLSchema,
): SelectionSetNode => {
  const inner = (node: SelectionNode): SelectionNode => {
    if (node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined) return node;
    const condition = node.kind === Kind.INLINE_FRAGMENT ? node.typeCondition?.name.value : undefined;
    const below =
      node.kind === Kind.FIELD
        ? fieldType(node, type)
        : condition === undefined
          ? type
          : schema.getType(condition);
    return { ...node, selectionSet: withTypenames(node.selectionSet, below, schema) } as SelectionNode;
  };
  const asked = selections.map(inner);
  const open = isCompositeType(type) && isAbstractType(type);
  return { ...set, selections: open ? [TYPENAME, ...asked] : asked };
};
