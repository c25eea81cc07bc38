// A department that stands alone answers everything in coded JSON.
import { finance } from '../../../subgraphs/finance/main.ts';
import { serveSubgraph, type ServedSubgraph } from '../../../subgraphs/kit/graph/serve.ts';
import { openSubgraph } from '../../../subgraphs/kit/graph/subgraph.ts';

let served: ServedSubgraph;

beforeAll(async () => {
  const subgraph = openSubgraph(finance, {
    url: 'postgres://nobody@127.0.0.1:1/nothing',
    cipherKey: Buffer.alloc(32),
    today: () => '2026-10-01',
  });
  served = await serveSubgraph(subgraph, { host: '127.0.0.1', port: 0, onInternalError: () => undefined });
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

it('says that it lives, and that its database does not answer', async () => {
  expect((await fetch(`${served.url}/health`)).status).toBe(200);
  expect((await fetch(`${served.url}/ready`)).status).toBe(503);
});
