// Where the gateway's own fields are, and where they are not.
import { ApolloServer } from '@apollo/server';
import { readFileSync } from 'node:fs';
import { buildSchema, extendSchema, lexicographicSortSchema, parse, printSchema } from 'graphql';
import { accessFields } from '../../../gateway/access/fields.ts';
import { COMMITTED_SUPERGRAPH, subgraphAddresses } from '../../../gateway/compose/read.ts';
import { apiSdl, clientSdl, compose } from '../../../gateway/compose/supergraph.ts';
import type { SupergraphSource } from '../../../gateway/compose/source.ts';
import { fixedDirectory } from '../../../gateway/fetch/owners/directory.ts';
import type { ClientRequest } from '../../../gateway/fetch/owners/client-request.ts';
import { hostGraph, type HostOptions } from '../../../gateway/host.ts';
import { hivePlanner } from '../../../gateway/plan/hive.ts';
import { formatError } from '../../../gateway/receive/errors.ts';
import { SCHEMA_DIRECTORY } from '../../../schema/sdl.ts';
import { askerOf, viewerWith } from '../../support/sharing.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const ASKER = askerOf(viewerWith({ subject: 'somebody' }));
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A host whose owners are never asked, with a source that can be changed. */
const start = async (options: Partial<HostOptions>) => {
  let change: (sdl: string) => void = () => undefined;
  const source: SupergraphSource = {
    sdl: SDL,
    follow: (onChange) => {
      change = onChange;
      return () => undefined;
    },
  };
  const owners = subgraphAddresses(SDL).map(({ name }) => ({
    name,
    place: 'nowhere',
    ready: async () => undefined,
    close: async () => undefined,
    fetch: () => Promise.reject(new Error('nobody is asked')),
  }));
  const server = new ApolloServer<ClientRequest>({
    gateway: hostGraph({
      executor: 'own',
      source,
      directory: fixedDirectory(owners),
      plannerOf: hivePlanner,
      storedOperations: [],
      log: SILENT,
      ...options,
    }),
    formatError: formatError(() => undefined),
    logger: SILENT,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
  });
  await server.start();
  return {
    change: (sdl: string) => change(sdl),
    stop: () => server.stop(),
    ask: async (query: string) => {
      const contextValue = { viewer: 'test', asker: ASKER, signal: new AbortController().signal };
      const { body } = await server.executeOperation({ query }, { contextValue });
      if (body.kind !== 'single') throw new Error('an answer in parts');
      const { data, errors = [] } = body.singleResult;
      return { data, codes: errors.map(({ extensions }) => extensions?.['code']) };
    },
  };
};

const VIEWER = '{ viewer { subject } }';

it('has them where it is given them, and still after another supergraph took its place', async () => {
  const host = await start({ ownFields: accessFields(() => '2026-10-31') });
  const wanted = { data: { viewer: { subject: 'somebody' } }, codes: [] };
  expect(await host.ask(VIEWER)).toEqual(wanted);
  host.change(`${SDL}\n# another one\n`);
  expect(await host.ask(VIEWER)).toEqual(wanted);
  const contract = { name: 'hr', url: 'http://hr', typeDefs: parse('type Query { other: String }') };
  host.change(compose([contract]).supergraphSdl);
  // It lacks the types that the fields need, so that the one before is kept.
  expect(await host.ask(VIEWER)).toEqual(wanted);
  await host.stop();
});

it.each<[string, Partial<HostOptions>]>([
  ['before a supergraph of others', {}],
  ['where the stock executor answers', { ownFields: accessFields(() => '2026-10-31'), executor: 'stock' }],
])('has none of them %s', async (_, options) => {
  const host = await start(options);
  for (const text of [VIEWER, '{ catalogue { class } }', '{ explainAccess(operation: "") { allServed } }'])
    expect((await host.ask(text)).codes).toContain('GRAPHQL_VALIDATION_FAILED');
  const { data } = await host.ask('{ __type(name: "Query") { fields { name } } }');
  expect(JSON.stringify(data)).not.toContain('"viewer"');
  await host.stop();
});

it('shows in schema/api.graphql what clients see, and nothing of it in the supergraph', () => {
  const own = extendSchema(buildSchema(apiSdl(SDL)), parse(accessFields(() => '2026-10-31').sdl));
  const sorted = (sdl: string): string => printSchema(lexicographicSortSchema(buildSchema(sdl)));
  const committed = readFileSync(`${SCHEMA_DIRECTORY}/api.graphql`, 'utf8');
  expect(sorted(committed)).toBe(sorted(printSchema(own)));
  expect(`${clientSdl(SDL)}\n`).toBe(committed);
  expect(SDL).not.toMatch(/explainAccess|CatalogueEntry/);
});
