// One small subgraph, in memory, served over HTTP, that remembers what it was asked.
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  parse,
  validate,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { SubgraphContract } from '../../gateway/compose/supergraph.ts';
import { checkRepresentations, makeHonest, representationsOf, type Offend } from './supergraph-honest.ts';

/** A row of a test's data. What it is asked as is the SDL's business, so it is read without types. */
export type Row = Readonly<Record<string, unknown>>;

/** Resolves a field of a row, or with the name `__resolveReference` the row of a representation. */
type Resolve = (row: Row, args: Row) => unknown;

/** A subgraph of a test: its contract, and the resolvers of what its rows do not answer by themselves. */
export interface SubgraphFixture {
  readonly sdl: string;
  readonly resolvers?: Readonly<Record<string, Readonly<Record<string, Resolve>>>>;
  /** Federation 1: no `@link`, keys of foreign types are `@external`. */
  readonly federation?: 1;
}

/** What a subgraph was asked in one request. */
export interface Asked {
  readonly query: string;
  readonly variables: Row;
  readonly representations: readonly Row[];
}

/** A subgraph that listens. */
export interface ServedSubgraph {
  readonly name: string;
  readonly url: string;
  /** What it was asked since it was last forgotten, in order. */
  readonly asked: Asked[];
  readonly close: () => Promise<void>;
}

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9"
  import: ["@key" "@requires" "@provides" "@external" "@shareable" "@override" "@inaccessible" "@interfaceObject" "@extends"]
)`;

interface Body {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Row;
}

const answer = async (
  schema: GraphQLSchema,
  { query, operationName, variables = {} }: Body,
  asked: Asked[],
  offend: Offend,
): Promise<ExecutionResult> => {
  const document = parse(query);
  asked.push({ query, variables, representations: representationsOf(variables) });
  for (const { message } of validate(schema, document)) offend(`${message} In: ${query}`);
  checkRepresentations(schema, variables, offend);
  return execute({ schema, document, operationName: operationName ?? null, variableValues: variables });
};

const typeDefsOf = ({ sdl, federation }: SubgraphFixture): DocumentNode =>
  parse(federation === 1 ? sdl : LINK + sdl);

/** A subgraph's contract for composition. Where it listens is not known yet. */
export const contractOf = (name: string, subgraph: SubgraphFixture): SubgraphContract => ({
  name,
  url: `http://${name}`,
  typeDefs: typeDefsOf(subgraph),
});

/** Serves a subgraph on a free port of this machine. */
export const serveFixture = async (
  name: string,
  subgraph: SubgraphFixture,
  offend: Offend,
): Promise<ServedSubgraph> => {
  const schema = buildSubgraphSchema([
    { typeDefs: typeDefsOf(subgraph), resolvers: subgraph.resolvers ?? {} },
  ]);
  const noted: Offend = (offence) => offend(`${name}: ${offence}`);
  makeHonest(schema, noted);
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const result = await answer(schema, (await json(request)) as Body, asked, noted);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    name,
    url: `http://127.0.0.1:${port}/graphql`,
    asked,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
