import {
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
} from 'graphql';

/** What a graph declares of a field's list. Source: IBM GraphQL cost specification; Federation 2.9, `@listSize`. */
export interface ListSize {
  /** Length where no argument names it. */
  readonly assumedSize?: number | null;
  /** Arguments that name the length. Paths into input objects are not read. */
  readonly slicingArguments?: readonly string[] | null;
  /** Fields of what the field gives that hold the list, if it is not the list itself. */
  readonly sizedFields?: readonly string[] | null;
}

/** What a supergraph declares of costs, by the coordinate of a field or the name of a type. */
export interface Declared {
  readonly listSizes: ReadonlyMap<string, ListSize>;
  readonly weights: ReadonlyMap<string, number>;
}

export const NOTHING_DECLARED: Declared = { listSizes: new Map(), weights: new Map() };

const SPECIFICATION = 'https://specs.apollo.dev/cost/';

/** The arguments of a directive as plain values. */
const valuesOf = ({ arguments: given = [] }: ConstDirectiveNode): Readonly<Record<string, unknown>> =>
  Object.fromEntries(given.map(({ name, value }) => [name.value, valueFromASTUntyped(value)]));

interface Import {
  readonly name: string;
  readonly as?: string;
}

/** Names that the supergraph gives the directives of the specification: a `@link` may rename them. */
const namesIn = ({ definitions }: DocumentNode): ReadonlyMap<string, string> => {
  const links = definitions
    .flatMap((node) => (node.kind === Kind.SCHEMA_DEFINITION ? (node.directives ?? []) : []))
    .map(valuesOf)
    .filter(({ url }) => String(url).startsWith(SPECIFICATION));
  const imports = links.flatMap((link) => (link['import'] ?? []) as readonly (string | Import)[]);
  return new Map(
    imports.map((entry): [string, string] => {
      const { name, as = name }: Import = typeof entry === 'string' ? { name: entry } : entry;
      return [as.slice(1), name.slice(1)];
    }),
  );
};

/** Each type and each field of a definition, with its directives. */
const placesOf = (node: DefinitionNode): [string, readonly ConstDirectiveNode[]][] => {
  if (!('name' in node) || node.name === undefined) return [];
  const type = node.name.value;
  const own = node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION;
  const directives = 'directives' in node ? (node.directives ?? []) : [];
  return [
    [type, directives as readonly ConstDirectiveNode[]],
    ...(own ? (node.fields ?? []) : []).map((field): [string, readonly ConstDirectiveNode[]] => [
      `${type}.${field.name.value}`,
      field.directives ?? [],
    ]),
  ];
};

/** Reads `@cost` and `@listSize` of a supergraph. What arguments cost is not read. */
export const readDeclared = (supergraphSdl: string): Declared => {
  if (!supergraphSdl.includes(SPECIFICATION)) return NOTHING_DECLARED;
  const document = parse(supergraphSdl, { noLocation: true });
  const names = namesIn(document);
  const listSizes = new Map<string, ListSize>();
  const weights = new Map<string, number>();
  for (const [place, directives] of document.definitions.flatMap(placesOf))
    for (const directive of directives) {
      const name = names.get(directive.name.value);
      if (name === 'listSize') listSizes.set(place, valuesOf(directive));
      if (name === 'cost') weights.set(place, Number(valuesOf(directive)['weight']));
    }
  return { listSizes, weights };
};
