import { composeServices } from '@apollo/composition';
import { extendSchema, parse, printSchema, type DocumentNode } from 'graphql';
import { DEPARTMENT_NAMES, defaultSubgraphUrl } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import { departmentSdl } from '../../schema/sdl.ts';
import { apiSchemaOf } from './api-schema.ts';
import { ownFieldsSdl } from './read.ts';

/** A subgraph's contract on its way into the supergraph. */
export interface SubgraphContract {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

/** What comes out of composition. */
export interface Composition {
  readonly supergraphSdl: string;
  /** Remarks of the composer, e.g. descriptions that differ between departments. */
  readonly hints: readonly string[];
}

/** Composes contracts; every composition error is in the message, with the subgraphs it concerns. */
export const compose = (contracts: readonly SubgraphContract[]): Composition => {
  const { errors, supergraphSdl, hints } = composeServices([...contracts]);
  if (errors !== undefined || supergraphSdl === undefined)
    throw new CodedError('COMPOSITION_FAILED', {
      errors: (errors ?? []).map(({ message }) => message).join('\n'),
    });
  return { supergraphSdl, hints: hints.map((hint) => hint.message) };
};

/** The contracts of the five departments as `schema/` has them. */
export const departmentContracts = (): SubgraphContract[] =>
  DEPARTMENT_NAMES.map((name) => ({
    name,
    url: defaultSubgraphUrl(name),
    typeDefs: parse(departmentSdl(name)),
  }));

/** What clients see of a supergraph. */
export const apiSdl = (supergraphSdl: string): string => printSchema(apiSchemaOf(supergraphSdl));

/** What clients see of the five departments, with what the gateway answers itself. */
export const clientSdl = (supergraphSdl: string): string =>
  printSchema(extendSchema(apiSchemaOf(supergraphSdl), parse(ownFieldsSdl())));
