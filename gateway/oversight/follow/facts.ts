// Which facts a value is worked out from, as the contracts say with `@facts`.
import { Kind, parse, type FieldDefinitionNode } from 'graphql';
import { directivesOf, namedType } from '../../plan/supergraph.ts';
import type { SubjectKind } from '../rule/metadata.ts';

/** Facts of an owner that something is worked out from. */
export interface ReadFacts {
  /** Kinds of facts as the change feed names them; undefined for any of the owner. */
  readonly names: readonly string[] | undefined;
  /** Whom they are about where it is not whom the value is of. */
  readonly of: SubjectKind | undefined;
}

/** What the contracts say of facts. */
export interface FactsOf {
  /** Facts of a field: what is said of it, else of the type of its value, else of the type that it is of. */
  readonly field: (coordinate: string) => ReadFacts;
  /** Facts of a population: a root field by the value of its argument `of`. */
  readonly population: (field: string, of: string) => ReadFacts;
}

const NO_FACTS: ReadFacts = { names: [], of: undefined };
const ANY_FACTS: ReadFacts = { names: undefined, of: undefined };

/** Fields that say no more than whom or what a thing is, and parts of pages. */
const STRUCTURE = /^(Person\.pid|Institution\.code)$|\.(__typename|cursor|pageInfo)$|^PageInfo\./;

type Annotated = Parameters<typeof directivesOf>[0];

const saidOf = (node: Annotated): ReadFacts | undefined => {
  const [said] = directivesOf(node, 'facts');
  if (said === undefined) return undefined;
  return { names: said['names'] as string[], of: said['of'] as SubjectKind | undefined };
};

/** Reads from a supergraph what its contracts say of facts. */
export const readFacts = (supergraphSdl: string): FactsOf => {
  const said = new Map<string, ReadFacts | undefined>();
  const fields = new Map<string, FieldDefinitionNode>();
  for (const node of parse(supergraphSdl, { noLocation: true }).definitions) {
    if (node.kind === Kind.OBJECT_TYPE_DEFINITION) {
      said.set(node.name.value, saidOf(node));
      for (const field of node.fields ?? []) {
        const coordinate = `${node.name.value}.${field.name.value}`;
        said.set(coordinate, saidOf(field));
        fields.set(coordinate, field);
      }
    }
    if (node.kind === Kind.ENUM_TYPE_DEFINITION)
      for (const value of node.values ?? [])
        said.set(`${node.name.value}.${value.name.value}`, saidOf(value));
  }

  const nodesOf = (type: string): string | undefined => {
    const nodes = fields.get(`${type}.nodes`);
    return nodes && namedType(nodes.type);
  };
  return {
    field: (coordinate) => {
      const [type = ''] = coordinate.split('.');
      const field = fields.get(coordinate);
      const value = field === undefined ? '' : namedType(field.type);
      const known =
        said.get(coordinate) ??
        said.get(value) ??
        said.get(nodesOf(value) ?? '') ??
        said.get(type) ??
        said.get(nodesOf(type) ?? '');
      if (known !== undefined) return known;
      return STRUCTURE.test(coordinate) ? NO_FACTS : ANY_FACTS;
    },
    population: (field, of) => {
      const argument = fields.get(`Query.${field}`)?.arguments?.find(({ name }) => name.value === 'of');
      return (argument && said.get(`${namedType(argument.type)}.${of}`)) ?? ANY_FACTS;
    },
  };
};
