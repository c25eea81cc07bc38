import { Kind, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** The field that names an object's type. */
export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

const isTypename = (node: SelectionNode): boolean =>
  node.kind === Kind.FIELD && node.name.value === TYPENAME.name.value;

const isPlain = (node: SelectionNode): boolean => node.kind === Kind.FIELD && node.alias === undefined;

/**
 * A selection that asks an object's type by its own name wherever the client asks it by another: the executor knows
 * types by that name. Planners ask it themselves where fragments depend on it.
 */
export const withTypenames = ({ selections, ...set }: SelectionSetNode): SelectionSetNode => {
  const asked = selections.map((node) =>
    node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined
      ? node
      : { ...node, selectionSet: withTypenames(node.selectionSet) },
  );
  const typenames = selections.filter(isTypename);
  const isMissing = typenames.length > 0 && !typenames.some(isPlain);
  return { ...set, selections: isMissing ? [TYPENAME, ...asked] : asked };
};
