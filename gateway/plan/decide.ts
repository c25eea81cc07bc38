import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** The values of a request's variables, coerced. */
export type Variables = Readonly<Record<string, unknown>>;

/** The fragments of a document by name. */
export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const isCondition = ({ name }: DirectiveNode): boolean => name.value === 'skip' || name.value === 'include';

const isIncluded = (selection: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, selection, variables)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.['if'] !== false;

const withoutConditions = ({ directives = [] }: SelectionNode): readonly DirectiveNode[] =>
  directives.filter((directive) => !isCondition(directive));

/**
 * A selection as it holds for one request: what `@skip` and `@include` leave out is gone, and fragments are written out
 * in place. Plans and projections are made for what is left, so neither knows conditions.
 */
export const decide = (
  selectionSet: SelectionSetNode,
  fragments: Fragments,
  variables: Variables,
): SelectionSetNode => {
  const decideSet = (set: SelectionSetNode): SelectionSetNode => ({
    kind: Kind.SELECTION_SET,
    selections: set.selections.filter((node) => isIncluded(node, variables)).flatMap(decideSelection),
  });
  const decideField = (field: FieldNode): FieldNode => ({
    ...field,
    directives: withoutConditions(field),
    ...(field.selectionSet === undefined ? {} : { selectionSet: decideSet(field.selectionSet) }),
  });
  const decideSelection = (node: SelectionNode): SelectionNode[] => {
    if (node.kind === Kind.FIELD) return [decideField(node)];
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    if (fragment === undefined) return [];
    const { typeCondition } = fragment;
    const inner = decideSet(fragment.selectionSet);
    if (typeCondition === undefined) return [...inner.selections];
    return inner.selections.length === 0
      ? []
      : [
          {
            kind: Kind.INLINE_FRAGMENT,
            typeCondition,
            directives: withoutConditions(node),
            selectionSet: inner,
          },
        ];
  };
  return decideSet(selectionSet);
};

/** Names of the variables that conditions of a document depend on. */
export const conditionVariables = (selections: readonly SelectionSetNode[]): string[] => {
  const names = new Set<string>();
  const visitSet = ({ selections: nodes }: SelectionSetNode): void => nodes.forEach(visitSelection);
  const visitSelection = (node: SelectionNode): void => {
    for (const { arguments: given = [] } of (node.directives ?? []).filter(isCondition))
      for (const { value } of given) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    if (node.kind !== Kind.FRAGMENT_SPREAD && node.selectionSet !== undefined) visitSet(node.selectionSet);
  };
  selections.forEach(visitSet);
  return [...names];
};
