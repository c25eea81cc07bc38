import {
  Kind,
  parseType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type TypeNode,
} from 'graphql';

type Arguments = Readonly<Record<string, unknown>>;

const argumentsOf = ({ arguments: given = [] }: ConstDirectiveNode): Arguments =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

/** The arguments of each use of a directive on a definition. */
export const directivesOf = (
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): Arguments[] =>
  (node.directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf);

/** Names of the subgraphs by the enum values that a supergraph writes for them. */
export const graphNames = (supergraph: DocumentNode): ReadonlyMap<string, string> =>
  new Map(
    supergraph.definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION
        ? (definition.values ?? []).flatMap((value) =>
            directivesOf(value, 'join__graph').map(({ name }): [string, string] => [
              value.name.value,
              String(name),
            ]),
          )
        : [],
    ),
  );

/** Name of a type without its lists and exclamation marks. */
export const namedType = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);

/** Composition names root types so, whatever subgraphs call theirs. */
export const ROOT_TYPES = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** What a supergraph says of types in subgraphs. Source: the join specification, v0.3 to v0.5. */
export interface Subgraphs {
  /** The object types that an interface or union can be, by subgraph. */
  readonly members: (abstract: string) => ReadonlyMap<string, ReadonlySet<string>>;
  /** True where some open type has other members in one subgraph than in another. */
  readonly membersDiffer: boolean;
  /** True where a subgraph answers a field of a type. */
  readonly answers: (graph: string, type: string, field: string) => boolean;
  /** Name of the type that a field has in a subgraph. */
  readonly typeOf: (graph: string, type: string, field: string) => string | undefined;
}

interface Field {
  readonly type: string;
  /** Its type in the subgraphs where it is another one. */
  readonly types: ReadonlyMap<string, string>;
  /** The subgraphs that answer it; undefined for all that have the type. */
  readonly graphs: ReadonlySet<string> | undefined;
}

const fieldOf = (node: FieldDefinitionNode, nameOf: (graph: unknown) => string): Field => {
  const joins = directivesOf(node, 'join__field').filter(({ graph }) => graph !== undefined);
  const own = joins.filter(({ external, usedOverridden }) => external !== true && usedOverridden !== true);
  const types = joins.flatMap(({ graph, type }): [string, string][] =>
    typeof type === 'string' ? [[nameOf(graph), namedType(parseType(type))]] : [],
  );
  return {
    type: namedType(node.type),
    types: new Map(types),
    graphs: joins.length === 0 ? undefined : new Set(own.map(({ graph }) => nameOf(graph))),
  };
};

type Members = Map<string, Map<string, Set<string>>>;

const addMember = (members: Members, abstract: string, graph: string, member: string): void => {
  const byGraph = members.get(abstract) ?? new Map<string, Set<string>>();
  members.set(abstract, byGraph);
  byGraph.set(graph, (byGraph.get(graph) ?? new Set()).add(member));
};

const readMembers = (members: Members, node: DefinitionNode, nameOf: (graph: unknown) => string): void => {
  if (node.kind === Kind.UNION_TYPE_DEFINITION)
    for (const { graph, member } of directivesOf(node, 'join__unionMember'))
      addMember(members, node.name.value, nameOf(graph), String(member));
  if (node.kind === Kind.OBJECT_TYPE_DEFINITION)
    for (const { graph, interface: abstract } of directivesOf(node, 'join__implements'))
      addMember(members, String(abstract), nameOf(graph), node.name.value);
};

const differ = (byGraph: ReadonlyMap<string, ReadonlySet<string>>): boolean => {
  const sets = [...byGraph.values()];
  return sets.some((set) => sets.some((other) => [...set].some((member) => !other.has(member))));
};

/** Reads what a supergraph says of its subgraphs. */
export const readSubgraphs = (supergraph: DocumentNode): Subgraphs => {
  const names = graphNames(supergraph);
  const nameOf = (graph: unknown): string => names.get(String(graph)) ?? String(graph);
  const members: Members = new Map();
  const graphsOfType = new Map<string, Set<string>>();
  const fields = new Map<string, Field>();
  for (const node of supergraph.definitions) {
    readMembers(members, node, nameOf);
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const type = node.name.value;
    graphsOfType.set(type, new Set(directivesOf(node, 'join__type').map(({ graph }) => nameOf(graph))));
    for (const field of node.fields ?? []) fields.set(`${type}.${field.name.value}`, fieldOf(field, nameOf));
  }
  return {
    members: (abstract) => members.get(abstract) ?? new Map(),
    membersDiffer: [...members.values()].some(differ),
    answers: (graph, type, field) =>
      (fields.get(`${type}.${field}`)?.graphs ?? graphsOfType.get(type))?.has(graph) === true,
    typeOf: (graph, type, field) => {
      const known = fields.get(`${type}.${field}`);
      return known?.types.get(graph) ?? known?.type;
    },
  };
};
