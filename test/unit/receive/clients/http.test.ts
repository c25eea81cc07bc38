// Machine clients before a real Apollo Server: what they send is answered, told of or refused.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import { openClients, type Clients } from '../../../../gateway/receive/clients/clients.ts';
import { fileNameOf } from '../../../../gateway/receive/clients/folder.ts';
import { documentId, type Manifest } from '../../../../gateway/receive/clients/manifest.ts';
import { receiveRequests } from '../../../../gateway/receive/http/requests.ts';
import { createLog } from '../../../../gateway/receive/log.ts';
import { OPERATIONS_DIRECTORY } from '../../../../gateway/compose/read.ts';
import { answerErrors } from '../../../../subgraphs/kit/http/answers.ts';

const STORED = 'query Greet($name: String!) { hello(name: $name) }';
const OTHER = '{ hello(name: "somebody else") }';
const WITH_NAME = { variables: { name: 'world' } };
const ANSWER = { hello: 'hello world' };
const id = (document: string): string => `sha256:${documentId(document)}`;
const apolloHash = (document: string) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: documentId(document) } },
});

const manifest = (rest: Partial<Manifest> = {}): Manifest => ({
  operations: [{ id: documentId(STORED), name: 'Greet', body: STORED }],
  ...rest,
});
const CHANGE = 'mutation Rename { rename(name: "x") }';
const MANIFESTS: Readonly<Record<string, Manifest>> = {
  reported: manifest(),
  enforced: manifest({ mode: 'enforce' }),
  writer: { operations: [{ id: documentId(CHANGE), name: 'Rename', body: CHANGE }] },
  hasty: manifest({ ratePerMinute: 3 }),
};

let directory: string;
let apollo: ApolloServer;
let server: Server;
let clients: Clients;
let url: string;
const counted: string[] = [];
const logged: string[] = [];

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'fournets-clients-'));
  for (const [client, file] of Object.entries(MANIFESTS))
    writeFileSync(path.join(directory, fileNameOf(client)), JSON.stringify(file));
  counted.length = 0;
  logged.length = 0;
  apollo = new ApolloServer({
    typeDefs: 'type Query { hello(name: String!): String } type Mutation { rename(name: String!): String }',
    resolvers: {
      Query: { hello: (_: unknown, { name }: { name: string }) => `hello ${name}` },
      Mutation: { rename: () => 'renamed' },
    },
  });
  await apollo.start();
  clients = await openClients({
    manifestsDirectory: directory,
    operationsDirectory: OPERATIONS_DIRECTORY,
    ratePerMinute: 1_000,
    viewerOf: ({ req: { headers } }) => {
      const [kind, clientId = ''] = String(headers['x-test']).split(' ');
      return {
        subject: `${kind} of ${clientId}`,
        kind: kind === 'person' ? 'person' : 'system',
        roles: [],
        department: 'finance',
        units: [],
        clientId,
        key: '',
      };
    },
    countUnstored: (client, mode) => counted.push(`${client} ${mode}`),
    log: createLog('info', { write: (line) => logged.push(line) }),
  });
  const app = express();
  app.use('/graphql', ...receiveRequests([clients.limit]), clients.operations, expressMiddleware(apollo));
  app.use(answerErrors(() => undefined));
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/graphql`;
});
afterEach(async () => {
  clients.close();
  server.closeAllConnections();
  server.close();
  await apollo.stop();
  rmSync(directory, { recursive: true });
});

const replyOf = async (response: Response) => {
  const { data, errors } = (await response.json()) as {
    data?: object;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, data, code: errors?.[0]?.extensions.code };
};
const postRaw = (who: string, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test': who },
    body: JSON.stringify(body),
  });
const post = async (who: string, body: object) => replyOf(await postRaw(who, body));
const get = async (who: string, parameters: Readonly<Record<string, string>>) =>
  replyOf(
    await fetch(`${url}?${new URLSearchParams(parameters).toString()}`, { headers: { 'x-test': who } }),
  );

const answered = { status: 200, data: ANSWER, code: undefined };
const VARIABLES = JSON.stringify(WITH_NAME.variables);

describe.each(['system reported', 'system enforced', 'person enforced', 'person reported'])('%s', (who) => {
  it('is answered by the id of a stored document, sent in any way', async () => {
    expect(await post(who, { documentId: id(STORED), ...WITH_NAME })).toEqual(answered);
    expect(await post(who, { query: null, documentId: id(STORED), ...WITH_NAME })).toEqual(answered);
    expect(await post(who, { ...apolloHash(STORED), ...WITH_NAME })).toEqual(answered);
    expect(await get(who, { documentId: id(STORED), variables: VARIABLES })).toEqual(answered);
    expect(
      await get(who, {
        extensions: JSON.stringify(apolloHash(STORED).extensions),
        variables: VARIABLES,
      }),
    ).toEqual(answered);
  });

  it('is answered when it sends a stored text', async () => {
    expect(await post(who, { query: STORED, ...WITH_NAME })).toEqual(answered);
    expect(await get(who, { query: STORED, variables: VARIABLES })).toEqual(answered);
    expect(counted).toEqual([]);
  });

  it.each([id(OTHER), documentId(STORED), `sha1:${documentId(STORED)}`, `SHA256:${documentId(STORED)}`, ''])(
    'is told that the id %j is unknown',
    async (unknown) => {
      const refused = { status: 400, data: undefined, code: 'OPERATION_UNKNOWN' };
      expect(await post(who, { documentId: unknown })).toEqual(refused);
      expect(await get(who, { documentId: unknown })).toEqual(refused);
    },
  );
});

it('lets nobody have what is stored for another client', async () => {
  expect(await post('system stranger', { documentId: id(STORED) })).toMatchObject({
    code: 'OPERATION_UNKNOWN',
  });
});

it('answers what is not stored for a system that is reported on, counts each and logs it once', async () => {
  for (let time = 0; time < 3; time++)
    expect(await post('system stranger', { query: OTHER })).toMatchObject({ status: 200, code: undefined });
  expect(counted).toEqual(Array(3).fill('stranger report'));
  expect(logged.map((line): unknown => JSON.parse(line))).toEqual([
    expect.objectContaining({ client: 'stranger', hash: documentId(OTHER), mode: 'report' }),
  ]);
});

it.each(['system enforced', 'person enforced'])(
  'refuses %s what is not stored, however it is sent',
  async (who) => {
    const refused = { status: 403, data: undefined, code: 'OPERATION_NOT_STORED' };
    expect(await post(who, { query: OTHER })).toEqual(refused);
    expect(await get(who, { query: OTHER })).toEqual(refused);
    expect(await post(who, { query: `${STORED} `, ...WITH_NAME })).toEqual(refused);
    expect(await post(who, { query: OTHER, documentId: id(STORED) })).toEqual(refused);
    expect(await post(who, { query: OTHER, ...apolloHash(OTHER) })).toEqual(refused);
    expect(counted).toEqual(Array(5).fill('enforced enforce'));
  },
);

it.each([
  '{ __schema { types { name } } }',
  '{ hello(name: "x") ... on Query { named: __type(name: "Query") { name } } }',
  'query A { ...F } fragment F on Query { __schema { queryType { name } } }',
])('tells a client that is held to its file nothing of the schema, and others all: %s', async (query) => {
  const refused = { status: 403, data: undefined, code: 'INTROSPECTION_REFUSED' };
  expect(await post('system enforced', { query })).toEqual(refused);
  expect(await get('person enforced', { query })).toEqual(refused);
  for (const who of ['system reported', 'person console'])
    expect(await post(who, { query })).toMatchObject({ status: 200, code: undefined });
});

it('refuses an enforced client a hash that another one made known to Apollo Server', async () => {
  expect(await post('person reported', { query: OTHER, ...apolloHash(OTHER) })).toMatchObject({
    status: 200,
  });
  expect(await post('person reported', apolloHash(OTHER))).toMatchObject({ status: 200 });
  expect(await post('system enforced', apolloHash(OTHER))).toEqual({
    status: 400,
    data: undefined,
    code: 'OPERATION_UNKNOWN',
  });
});

it('asks Apollo’s clients for the text of an unknown hash where nothing is enforced', async () => {
  expect(await post('system reported', apolloHash(OTHER))).toMatchObject({
    code: 'PERSISTED_QUERY_NOT_FOUND',
  });
  expect(counted).toEqual(['reported report']);
});

it('writes into no log what a client sends in the place of a hash', async () => {
  const sent = { extensions: { persistedQuery: { version: 1, sha256Hash: '110101199003077758' } } };
  await post('system reported', sent);
  expect(logged).toEqual([]);
});

it('lets persons ask what they like', async () => {
  expect(await post('person console', { query: OTHER })).toMatchObject({ status: 200, code: undefined });
  expect(counted).toEqual([]);
});

it('changes nothing with GET, by an id neither', async () => {
  expect(await post('system writer', { documentId: id(CHANGE) })).toMatchObject({
    data: { rename: 'renamed' },
  });
  expect(await get('system writer', { documentId: id(CHANGE) })).toMatchObject({ status: 405 });
});

it('leaves what is no request of GraphQL to Apollo Server', async () => {
  for (const body of [{}, { query: 1 }, { documentId: 1 }, [], { extensions: { persistedQuery: [] } }])
    expect((await post('system enforced', body)).status).toBe(400);
  expect(await get('system enforced', { extensions: '{' })).toMatchObject({ status: 400 });
});

describe('rates', () => {
  /** The headers, the seconds until the end of the window apart: at most a minute, and the same in both. */
  const limitsOf = ({ headers }: Response) => {
    const [, left, seconds] = /^"minute";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(0);
    expect(Number(seconds)).toBeLessThanOrEqual(60);
    const again = headers.get('retry-after');
    return { policy: headers.get('ratelimit-policy'), left: Number(left), waits: again === seconds };
  };
  const policy = '"minute";q=3;w=60';

  it('says in each answer what is left, and refuses one too many', async () => {
    const ask = () => postRaw('system hasty', { documentId: id(STORED), ...WITH_NAME });
    for (const left of [2, 1, 0]) {
      const response = await ask();
      expect(response.status).toBe(200);
      expect(limitsOf(response)).toEqual({ policy, left, waits: false });
    }
    const refused = await ask();
    expect(limitsOf(refused)).toEqual({ policy, left: 0, waits: true });
    expect(await replyOf(refused)).toEqual({ status: 429, data: undefined, code: 'RATE_LIMITED' });
  });

  it('counts a system as a whole, and each person for themselves', async () => {
    for (let time = 0; time < 3; time++) await postRaw('system hasty', {});
    expect((await postRaw('system hasty', {})).status).toBe(429);
    expect(limitsOf(await postRaw('person hasty', {}))).toMatchObject({ policy, left: 2 });
    expect(limitsOf(await postRaw('system reported', {}))).toMatchObject({ left: 999 });
  });
});
