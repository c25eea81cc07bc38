import {
  Kind,
  NoUnusedVariablesRule,
  parse,
  specifiedRules,
  validate,
  visit,
  GraphQLError,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from 'graphql';
import { ofGraphql, ruleFault, type Place } from './fault.ts';
import { metadataOf, type Metadata } from './metadata.ts';

/** Variables of a page, which every root field of a rule passes on. */
export const PAGING = ['among', 'after', 'upTo', 'first'] as const;

/** A rule's document, fit for the graph. */
export interface RuleDocument {
  readonly metadata: Metadata;
  readonly operation: OperationDefinitionNode;
  readonly document: DocumentNode;
  /** Root fields: the populations, all with the same selection. */
  readonly roots: readonly FieldNode[];
  /** Variables with `@parameter`. */
  readonly parameters: readonly VariableDefinitionNode[];
  /** Variables with `@computed`, and their CEL. */
  readonly computed: readonly { readonly name: string; readonly cel: string }[];
}

const RULES = specifiedRules.filter((rule) => rule !== NoUnusedVariablesRule);

const placeOf = ({ locations }: GraphQLError): Place | undefined => locations?.[0];

const parsed = (text: string): DocumentNode => {
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    throw ruleFault(undefined, ofGraphql(cause.message), placeOf(cause), cause);
  }
};

const directiveOf = (
  { directives = [] }: VariableDefinitionNode,
  wanted: string,
): DirectiveNode | undefined => directives.find(({ name }) => name.value === wanted);

const celOf = ({ arguments: given = [] }: DirectiveNode): string => {
  const value = given.find(({ name }) => name.value === 'cel')?.value;
  return value?.kind === Kind.STRING ? value.value : '';
};

const isField = (node: SelectionNode): node is FieldNode => node.kind === Kind.FIELD;

const responseName = ({ alias, name }: FieldNode): string => (alias ?? name).value;

const passesOn = ({ arguments: given = [] }: FieldNode, name: string): boolean =>
  given.some((argument) => argument.name.value === name && argument.value.kind === Kind.VARIABLE);

/** The root fields of a rule, each of which must be paged by its variables. */
const rootsOf = (id: string | undefined, { selectionSet, loc }: OperationDefinitionNode): FieldNode[] => {
  const roots = selectionSet.selections.filter(isField);
  if (roots.length < selectionSet.selections.length)
    throw ruleFault(
      id,
      {
        en: 'populations are selected by themselves, not in fragments',
        zh: '范围字段应直接选取，不能写在片段中',
      },
      loc?.startToken,
    );
  for (const root of roots) {
    const missing = PAGING.filter((name) => !passesOn(root, name));
    if (missing.length > 0)
      throw ruleFault(
        id,
        {
          en: `population ${responseName(root)} does not pass on $${missing.join(', $')}`,
          zh: `范围字段 ${responseName(root)} 未传入变量 $${missing.join('、$')}`,
        },
        root.loc?.startToken,
      );
  }
  return roots;
};

/** Number of the rule that an operation says it is, whether or not it fits the graph; else its name, if any. */
const idOf = ({ directives = [], name }: OperationDefinitionNode): string | undefined => {
  const said = directives
    .find((directive) => directive.name.value === 'rule')
    ?.arguments?.find((argument) => argument.name.value === 'id')?.value;
  return said?.kind === Kind.STRING ? said.value : name?.value;
};

/** Reads a rule's text against a graph with the directives of rules. Throws RULE_INVALID with the place. */
export const readRule = (text: string, schema: GraphQLSchema): RuleDocument => {
  const document = parsed(text);
  const [operation, another] = document.definitions.filter(
    (node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION,
  );
  if (operation === undefined || another !== undefined)
    throw ruleFault(
      undefined,
      { en: 'a rule has one operation', zh: '一条规则只能有一个操作' },
      another?.loc?.startToken,
    );
  const id = idOf(operation);
  const [unfit] = validate(schema, document, RULES);
  if (unfit !== undefined) throw ruleFault(id, ofGraphql(unfit.message), placeOf(unfit), unfit);
  const metadata = metadataOf(schema, operation);
  if (metadata === undefined)
    throw ruleFault(
      id,
      { en: 'the operation has no @rule', zh: '操作缺少 @rule' },
      operation.loc?.startToken,
    );
  const variables = operation.variableDefinitions ?? [];
  const computed = variables.flatMap((definition) => {
    const directive = directiveOf(definition, 'computed');
    return directive === undefined ? [] : [{ name: definition.variable.name.value, cel: celOf(directive) }];
  });
  const parameters = variables.filter((definition) => directiveOf(definition, 'parameter') !== undefined);
  return { metadata, operation, document, roots: rootsOf(id, operation), parameters, computed };
};

/** Names of the variables that a document's fields are given. */
const usedIn = (document: DocumentNode): ReadonlySet<string> => {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => {
      used.add(name.value);
    },
  });
  return used;
};

/** The document as the graph is asked: without what only the rule itself is about. */
export const askedDocument = ({ document }: RuleDocument): DocumentNode => {
  const used = usedIn(document);
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      directives: [],
      variableDefinitions: (node.variableDefinitions ?? [])
        .filter(({ variable }) => used.has(variable.name.value))
        .map((definition) => ({ ...definition, directives: [] })),
    }),
  });
};
