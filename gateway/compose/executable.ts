import {
  DirectiveLocation,
  extendSchema,
  Kind,
  parse,
  type DirectiveDefinitionNode,
  type GraphQLSchema,
} from 'graphql';

/** Where clients may write a directive. */
const EXECUTABLE: ReadonlySet<string> = new Set([
  DirectiveLocation.QUERY,
  DirectiveLocation.MUTATION,
  DirectiveLocation.SUBSCRIPTION,
  DirectiveLocation.FIELD,
  DirectiveLocation.FRAGMENT_DEFINITION,
  DirectiveLocation.FRAGMENT_SPREAD,
  DirectiveLocation.INLINE_FRAGMENT,
  DirectiveLocation.VARIABLE_DEFINITION,
]);

const isForClients = ({ locations }: DirectiveDefinitionNode): boolean =>
  locations.some(({ value }) => EXECUTABLE.has(value));

/**
 * The API schema with the directives that owners composed for clients (`@composeDirective`); Apollo's API schema leaves
 * them out. They are checked like all else, and end at the gateway: the planner sends none on.
 */
export const withExecutableDirectives = (apiSchema: GraphQLSchema, supergraphSdl: string): GraphQLSchema => {
  const definitions = parse(supergraphSdl, { noLocation: true }).definitions.filter(
    (node): node is DirectiveDefinitionNode =>
      node.kind === Kind.DIRECTIVE_DEFINITION &&
      isForClients(node) &&
      apiSchema.getDirective(node.name.value) === undefined,
  );
  return definitions.length === 0 ? apiSchema : extendSchema(apiSchema, { kind: Kind.DOCUMENT, definitions });
};
