// A department that stands alone answers everything in coded JSON.
import { finance } from '../../../subgraphs/finance/main.ts';
import { openDoor } from '../../../subgraphs/kit/door/door.ts';
import { serveSubgraph, type ServedSubgraph } from '../../../subgraphs/kit/graph/serve.ts';
import { openSubgraph, type Subgraph } from '../../../subgraphs/kit/graph/subgraph.ts';

let served: ServedSubgraph;
let compiled = 0;

beforeAll(async () => {
  const subgraph = openSubgraph(finance, {
    url: 'postgres://nobody@127.0.0.1:1/nothing',
    cipherKey: Buffer.alloc(32),
    today: () => '2026-10-01',
  });
  const counted: Subgraph = {
    ...subgraph,
    compileKept: (text, name, keep) => {
      compiled += 1;
      return subgraph.compileKept(text, name, keep);
    },
  };
  served = await serveSubgraph(counted, {
    host: '127.0.0.1',
    port: 0,
    door: openDoor,
    onInternalError: () => undefined,
  });
});

afterAll(() => served.close());

const post = (body: string): Promise<Response> =>
  fetch(`${served.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

it.each([
  ['an unknown address', 404, 'ADDRESS_UNKNOWN', () => fetch(`${served.url}/nowhere`)],
  ['a body that is no JSON', 400, 'REQUEST_NOT_JSON', () => post('{')],
  [
    'a document of too many tokens',
    400,
    'GRAPHQL_PARSE_FAILED',
    () => post(JSON.stringify({ query: `{ ${'__typename '.repeat(100_001)} }` })),
  ],
] as const)('answers %s with %i %s', async (_what, status, code, request) => {
  const response = await request();
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

const ask = (body: object): Promise<Response> => post(JSON.stringify(body));

it.each([
  ['a query', { query: '{ __typename }' }, { data: { __typename: 'Query' } }],
  [
    'a query with a name among several',
    { query: 'query A { a: __typename } query B { b: __typename }', operationName: 'B', variables: null },
    { data: { b: 'Query' } },
  ],
  ['the contract', { query: '{ _service { sdl } }' }, { data: { _service: { sdl: expect.any(String) } } }],
  [
    'a question whose database does not answer',
    { query: '{ payments(month: "2026-01") { nodes { id } } }' },
    {
      data: { payments: null },
      errors: [{ path: ['payments'], extensions: { code: 'DATABASE_UNAVAILABLE', zh: expect.any(String) } }],
    },
  ],
] as const)('answers %s with 200', async (_what, body, answer) => {
  const response = await ask(body);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(await response.json()).toMatchObject(answer);
});

it.each([
  ['a field that is not there', 'GRAPHQL_VALIDATION_FAILED', { query: '{ nothing }' }],
  ['a syntax error', 'GRAPHQL_PARSE_FAILED', { query: '{' }],
  [
    'a variable of another type',
    'BAD_USER_INPUT',
    {
      query: 'query ($first: Int!) { payments(first: $first, month: "2026-01") { totalCount } }',
      variables: { first: 'x' },
    },
  ],
  [
    'an operation that is not there',
    'OPERATION_RESOLUTION_FAILURE',
    { query: 'query A { __typename }', operationName: 'B' },
  ],
] as const)('answers %s with 400 %s', async (_what, code, body) => {
  const response = await ask(body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

it.each([
  ['any', '*/*', 'application/json'],
  ['JSON', 'application/json', 'application/json'],
  [
    'what our gateway takes',
    'application/graphql-response+json, application/json;q=0.9',
    'application/graphql-response+json',
  ],
  [
    'what other gateways take',
    'application/graphql-response+json, application/graphql+json, application/json, text/event-stream',
    'application/graphql-response+json',
  ],
])('compiles a question once for those who take %s', async (taken, accept, type) => {
  const before = compiled;
  const body = JSON.stringify({ query: `{ ${taken.replaceAll(' ', '')}: __typename }` });
  const headers = { 'content-type': 'application/json', accept };
  for (let turn = 0; turn < 3; turn++) {
    const response = await fetch(`${served.url}/graphql`, { method: 'POST', headers, body });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    await response.json();
  }
  expect(compiled - before).toBe(1);
});

it('answers nobody who takes no JSON', async () => {
  const headers = { 'content-type': 'application/json', accept: 'text/html' };
  const body = JSON.stringify({ query: '{ __typename }' });
  expect((await fetch(`${served.url}/graphql`, { method: 'POST', headers, body })).status).toBe(406);
});

it('masks the same errors on both ways', async () => {
  const query = '{ payments(month: "2026-01", first: 0) { nodes { id } } }';
  const plain = await (await ask({ query })).json();
  // Apollo Server answers what has more in it than a question.
  const apollo = await (await ask({ query, extensions: {} })).json();
  const withoutLocations = JSON.parse(
    JSON.stringify(apollo, (key, value: unknown) => (key === 'locations' ? undefined : value)),
  ) as unknown;
  expect(plain).toEqual(withoutLocations);
  expect(plain).toMatchObject({ errors: [{ extensions: { code: 'PAGE_SIZE_OUT_OF_RANGE' } }] });
});

it('says that it lives, and that its database does not answer', async () => {
  expect((await fetch(`${served.url}/health`)).status).toBe(200);
  expect((await fetch(`${served.url}/ready`)).status).toBe(503);
});
