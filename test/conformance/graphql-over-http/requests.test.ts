// What is refused for how it is sent, whatever it asks; and who may ask with GET.
import { get } from 'node:http';
import { refusal, refusedWith, send, startSmallGateway, type SmallGateway } from './gateway.ts';

let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await startSmallGateway();
});
afterAll(() => gateway.close());

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const posted = (body: object | string, headers: object = {}): RequestInit => ({
  method: 'POST',
  headers: { ...JSON_TYPE, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const query = '{ __typename }';
const WRONG_HASH = { persistedQuery: { version: 1, sha256Hash: '00' } };

it.each([
  [
    'a body of 3 MB',
    'REQUEST_TOO_LARGE',
    posted({ query: ' '.repeat(3_000_000) }),
    { bytes: 3_000_012, max: 2_097_152 },
  ],
  ['a body that is no JSON', 'REQUEST_NOT_JSON', posted('{"query":'), {}],
  [
    'a body that is not packed as it says',
    'REQUEST_NOT_JSON',
    posted({ query }, { 'content-encoding': 'gzip' }),
    {},
  ],
  ['a form', 'REQUEST_TYPE_UNSUPPORTED', posted('query={__typename}', FORM_TYPE), {}],
  ['a body of no type', 'REQUEST_TYPE_UNSUPPORTED', { method: 'POST', body: new Uint8Array([123, 125]) }, {}],
  ['no body', 'BAD_REQUEST', { method: 'POST', headers: JSON_TYPE }, {}],
  ['another method', 'METHOD_NOT_ALLOWED', { ...posted({ query }), method: 'PUT' }, { method: 'PUT' }],
  ['an answer that is no JSON', 'ANSWER_TYPE_UNSUPPORTED', posted({ query }, { accept: 'text/html' }), {}],
  ['a hash that is not the query\u2019s', 'BAD_REQUEST', posted({ query, extensions: WRONG_HASH }), {}],
  ['variables as text', 'BAD_REQUEST', posted({ query, variables: '{}' }), {}],
  [
    'an operationName that names none',
    'OPERATION_RESOLUTION_FAILURE',
    posted({ query, operationName: 'B' }),
    {},
  ],
] as const)('refuses %s with %s', async (_, code, init, numbers) => {
  expect(refusal(await send(gateway, init))).toEqual(refusedWith(code, numbers));
});

it('refuses in the type that the client takes', async () => {
  const accept = 'application/graphql-response+json';
  const { type } = await send(gateway, posted('{', { accept }));
  expect(type).toBe('application/graphql-response+json; charset=utf-8');
});

describe('GET', () => {
  /** `fetch` sets headers of its own; here are only those of a browser. */
  const statusOf = (headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(`${gateway.url}/graphql?query={__typename}`, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  it('changes nothing', async () => {
    const before = gateway.signals.length;
    const mutation = encodeURIComponent('mutation { rename(code: "A", name: "B") { name } }');
    expect((await send(gateway, {}, `?query=${mutation}`)).status).toBe(405);
    expect(gateway.signals).toHaveLength(before);
  });

  it.each([
    [200, 'a program', {}],
    [200, 'a page of this server', { 'sec-fetch-site': 'same-origin' }],
    [200, 'whoever typed the address', { 'sec-fetch-site': 'none' }],
    [403, 'a page of another site', { 'sec-fetch-site': 'cross-site' }],
    [403, 'a page of a neighbouring site', { 'sec-fetch-site': 'same-site' }],
    [403, 'a page of another site in an old browser', { referer: 'http://evil.example/page' }],
    [403, 'a page that hides its site in an old browser', { origin: 'null' }],
  ])('is %s for %s', async (status, _, headers) => {
    expect(await statusOf(headers)).toBe(status);
  });

  it('is 200 for a page of this server in an old browser', async () => {
    expect(await statusOf({ referer: `${gateway.url}/console` })).toBe(200);
  });
});

describe('who takes nothing but events', () => {
  const eventsOf = async (text: string): Promise<[number, string | null, string]> => {
    const response = await fetch(
      `${gateway.url}/graphql`,
      posted({ query: text }, { accept: 'text/event-stream' }),
    );
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  const TYPE = 'text/event-stream; charset=utf-8';
  const END = 'event: complete\ndata: \n\n';

  it('is answered with one', async () => {
    const data = '{"data":{"__typename":"Query"}}';
    expect(await eventsOf(query)).toEqual([200, TYPE, `event: next\ndata: ${data}\n\n${END}`]);
  });

  it('is told of what is wrong with one, and that this graph has nothing to follow', async () => {
    const [status, type, text] = await eventsOf('query @live { __typename }');
    expect([status, type]).toEqual([200, TYPE]);
    expect(text).toMatch(/^event: next\ndata: \{"errors":\[.*"GRAPHQL_VALIDATION_FAILED".*\]\}\n\n/);
    expect(text.endsWith(END)).toBe(true);
  });
});
