import { Kind, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { TYPENAME } from './typenames.ts';

const INTROSPECTION = new Set(['__schema', '__type']);

/** The root selection of an operation, split by who answers it. */
export interface RootSelection {
  /** What owners are asked; undefined where there is nothing. */
  readonly owners: SelectionSetNode | undefined;
  /** What the gateway answers itself: `__schema`, `__type`, and fields that no owner has. */
  readonly here: readonly FieldNode[];
}

/** Conditions may leave a selection empty, which no document can say: its type's name stands in. */
const notEmpty = (set: SelectionSetNode): SelectionSetNode => ({
  ...set,
  selections:
    set.selections.length === 0
      ? [TYPENAME]
      : set.selections.map((node) =>
          node.kind === Kind.FRAGMENT_SPREAD || node.selectionSet === undefined
            ? node
            : { ...node, selectionSet: notEmpty(node.selectionSet) },
        ),
});

/** Root fields of inline fragments on the root type stand beside the others. */
export const rootFields = ({ selections }: SelectionSetNode): FieldNode[] =>
  selections.flatMap((node: SelectionNode) => {
    if (node.kind === Kind.FIELD) return [node];
    return node.kind === Kind.INLINE_FRAGMENT ? rootFields(node.selectionSet) : [];
  });

/** Splits a decided root selection by the names of fields that no owner has; the root's `__typename` is known without asking. */
export const splitRoot = (selectionSet: SelectionSetNode, own: ReadonlySet<string>): RootSelection => {
  const fields = rootFields(selectionSet);
  const owned = fields.filter(({ name }) => !name.value.startsWith('__') && !own.has(name.value));
  return {
    owners: owned.length === 0 ? undefined : notEmpty({ kind: Kind.SELECTION_SET, selections: owned }),
    here: fields.filter(({ name }) => INTROSPECTION.has(name.value) || own.has(name.value)),
  };
};
