// `node subgraph.mjs <department>`: a department as an ordinary team would write it.
// Environment: `DATABASE_URL`, `TODAY`.
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { DataSource } from 'typeorm';

const name = process.argv[2];
const { entities, resolvers, contextOf } = await import(`./${name}.mjs`);
const sdl = ['shared', name]
  .map((file) => readFileSync(new URL(`schema/${file}.graphql`, import.meta.url), 'utf8'))
  .join('\n');

const source = new DataSource({ type: 'postgres', url: process.env.DATABASE_URL, entities, logging: false });
await source.initialize();

const server = new ApolloServer({
  schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers }),
  plugins: [ApolloServerPluginInlineTraceDisabled()],
});
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => contextOf(source),
});
process.stdout.write(`${JSON.stringify({ url })}\n`);
