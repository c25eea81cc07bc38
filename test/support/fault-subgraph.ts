// A small subgraph in memory, served over HTTP.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';
import type { SubgraphContract } from '../../gateway/compose/supergraph.ts';

/** What a subgraph reads; what it is asked as is its SDL's business. */
export type Row = Readonly<Record<string, unknown>>;

/** A subgraph's contract, and the resolvers of what its rows do not answer by themselves. */
export interface SmallSubgraph {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, (row: Row) => unknown>>>>;
}

/** A contract that is served. */
export interface Served extends SubgraphContract {
  readonly close: () => Promise<void>;
}

interface Body {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: Row;
}

const LINK = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.9", import: ["@key" "@requires" "@external"])`;

/** Serves a subgraph on a free port of this machine. */
export const serveSmall = async (name: string, { sdl, resolvers }: SmallSubgraph): Promise<Served> => {
  const typeDefs = parse(LINK + sdl);
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const server = createServer(async (request, response) => {
    const { query: source, operationName = null, variables = {} } = (await json(request)) as Body;
    const answer = await graphql({ schema, source, operationName, variableValues: variables });
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    name,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    typeDefs,
    close: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
};
