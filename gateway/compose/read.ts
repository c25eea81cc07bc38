import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Kind, parse, valueFromASTUntyped } from 'graphql';
import { SCHEMA_DIRECTORY } from '../../schema/sdl.ts';

/** File of the composed supergraph of the five departments, as it is committed. */
export const COMMITTED_SUPERGRAPH = path.join(SCHEMA_DIRECTORY, 'supergraph.graphql');

/** Folder of the stored operations: one document per file. */
export const OPERATIONS_DIRECTORY = path.join(SCHEMA_DIRECTORY, 'operations');

/** The root fields that the gateway answers itself before the five departments, and their types. */
export const ownFieldsSdl = (): string =>
  readFileSync(path.join(SCHEMA_DIRECTORY, 'gateway.graphql'), 'utf8');

/** The texts of the stored operations. */
export const storedOperations = (): string[] =>
  readdirSync(OPERATIONS_DIRECTORY)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(path.join(OPERATIONS_DIRECTORY, name), 'utf8'));

/** A subgraph as a supergraph names it. */
export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/** The subgraphs that a supergraph names. Source: the join specification, `@join__graph(name:, url:)`. */
export const subgraphAddresses = (supergraphSdl: string): SubgraphAddress[] =>
  parse(supergraphSdl, { noLocation: true })
    .definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
        ? (definition.values ?? [])
        : [],
    )
    .flatMap(({ directives }) => directives ?? [])
    .filter(({ name }) => name.value === 'join__graph')
    .map(({ arguments: given = [] }) => {
      const [name, url] = ['name', 'url'].map((wanted) => {
        const argument = given.find((candidate) => candidate.name.value === wanted);
        return argument === undefined ? '' : String(valueFromASTUntyped(argument.value));
      });
      return { name: name ?? '', url: url ?? '' };
    });
