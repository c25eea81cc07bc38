import {
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  Kind,
  typeFromAST,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Choices } from './filters.ts';
import type { Accesses, Guarding } from './guarding.ts';
import type { Institutions } from './scoping.ts';

/** What selections are read with. */
export interface Selecting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Values of the variables that conditions name. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** What variables choose rows by, as far as a guard asks. */
  readonly choices: Choices;
  /** How fields are guarded; undefined where the department asks itself. */
  readonly guarding: Guarding | undefined;
  /** Where decisions are noted whose accesses are recorded. */
  readonly accesses: Accesses;
  /** Institutions that the rows were read within which the selection is on. */
  readonly read: Institutions;
  /** True on the way from a root field to the rows of its list. */
  readonly listed: boolean;
}

/** Nodes by response name, in the order of the answer. */
export type Selected = Map<string, FieldNode[]>;

const isWanted = (node: SelectionNode, { conditions }: Selecting): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, conditions)?.['if'] !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, conditions)?.['if'] !== false;

const fits = (
  { typeCondition }: Pick<FragmentDefinitionNode, 'typeCondition'> | { readonly typeCondition?: undefined },
  type: GraphQLObjectType,
  { schema }: Selecting,
): boolean => {
  if (typeCondition === undefined) return true;
  const condition = typeFromAST(schema, typeCondition);
  return condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
};

/** The fields that an object of a type has in the answer. Source: GraphQL specification, CollectFields. */
export const collect = (
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  selecting: Selecting,
): Selected => {
  const selected: Selected = new Map();
  const visited = new Set<string>();
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (!isWanted(node, selecting)) continue;
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value;
        const nodes = selected.get(name);
        if (nodes === undefined) selected.set(name, [node]);
        else nodes.push(node);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const { typeCondition } = node;
        if (fits(typeCondition === undefined ? {} : { typeCondition }, type, selecting))
          visit(node.selectionSet);
      } else if (!visited.has(node.name.value)) {
        visited.add(node.name.value);
        const fragment = selecting.fragments.get(node.name.value);
        if (fragment !== undefined && fits(fragment, type, selecting)) visit(fragment.selectionSet);
      }
    }
  };
  sets.forEach(visit);
  return selected;
};
