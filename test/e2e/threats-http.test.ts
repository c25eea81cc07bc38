// A running product, and requests that are bent until somebody in between might read them otherwise.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { codeIn, requestText, sendRaw, type WireAnswer } from '../support/naughty-wire.ts';
import { startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));
const BODY = '{"query":"{ __typename }"}';
const MUTATION = encodeURIComponent('mutation { endTaskOfDiscipline(id: "1", version: 1) { id } }');
const MEBIBYTE = 1024 * 1024;

let product: Product;
let host: string;
let token: string;
let lines: readonly string[];

beforeAll(async () => {
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
  ({ host } = new URL(product.url));
  token = (await headersOf(directory))['authorization'] ?? '';
  lines = [`host: ${host}`, `authorization: ${token}`, 'content-type: application/json'];
});
afterAll(async () => {
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

const post = async (more: readonly string[], target = '/graphql'): Promise<WireAnswer | undefined> =>
  (await sendRaw(product.url, requestText('POST', target, [...lines, ...more], BODY)))[0];

const outcome = (answer: WireAnswer | undefined): unknown => answer && [answer.status, codeIn(answer)];

it('answers what is asked as it should be', async () => {
  const answer = await post([]);
  expect([answer?.status, answer?.body]).toEqual([200, '{"data":{"__typename":"Query"}}']);
});

it.each([
  ['authorization', 'authorization: Bearer another'],
  ['authorization', 'Authorization: Basic d2FuZzp3YW5n'],
  ['content-type', 'content-type: text/plain'],
  ['host', 'host: evil.example'],
])('refuses a second header %s', async (header, line) => {
  const answer = await post([line]);
  expect(outcome(answer)).toEqual([400, 'REQUEST_HEADER_REPEATED']);
  expect(answer?.body).toContain(`"header":"${header}"`);
});

it('takes neither of two purposes, and none from the body', async () => {
  const twice = await post(['x-purpose: discipline/1', 'X-Purpose: discipline/2']);
  expect(outcome(twice)).toEqual([400, 'REQUEST_HEADER_REPEATED']);
  const joined = await post(['x-purpose: discipline/1, discipline/2']);
  expect(outcome(joined)).toEqual([400, 'PURPOSE_MALFORMED']);
  const inBody = await fetch(`${product.url}/graphql?x-purpose=discipline/9`, {
    method: 'POST',
    headers: { authorization: token, 'content-type': 'application/json', 'x-purpose': 'nonsense' },
    body: JSON.stringify({
      query: '{ __typename }',
      'x-purpose': 'discipline/1',
      extensions: { purpose: 'discipline/1' },
    }),
  });
  expect(inBody.status).toBe(400);
});

it('gives no heed to headers that put another method, address or caller in place', async () => {
  const override = ['x-http-method-override: PUT', 'x-method-override: DELETE', 'x-http-method: PATCH'];
  const address = ['x-original-url: /nothing', 'x-rewrite-url: /nothing', 'x-forwarded-prefix: /nothing'];
  const caller = ['x-forwarded-host: evil.example', 'x-forwarded-user: director', 'x-remote-user: director'];
  const answer = await post([...override, ...address, ...caller, 'forwarded: host=evil.example']);
  expect(outcome(answer)).toEqual([200, undefined]);
  const [changed] = await sendRaw(
    product.url,
    requestText('GET', `/graphql?query=${MUTATION}`, [...lines, 'x-http-method-override: POST']),
  );
  expect(changed?.status).toBe(405);
});

it.each([
  ['a header of another name', '/graphql', 'evil.example'],
  ['a header that begins with a name of this machine', '/graphql', '127.0.0.1.evil.example'],
  ['a target of another name, whatever the header says', 'http://evil.example/graphql', undefined],
])('answers nobody who was led here by %s', async (_what, target, named) => {
  const sent = [`host: ${named ?? host}`, ...lines.slice(1)];
  const [answer] = await sendRaw(product.url, requestText('POST', target, sent, BODY));
  expect(outcome(answer)).toEqual([421, 'HOST_FOREIGN']);
});

it('answers a target with its own whole address', async () => {
  expect(outcome(await post([], `${product.url}/graphql`))).toEqual([200, undefined]);
});

it.each([
  ['that names no host', 'POST /graphql HTTP/1.1\r\n'],
  [
    'with two lengths',
    `POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-length: 3\r\ncontent-length: 30\r\n`,
  ],
  [
    'with a length and chunks',
    `POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n`,
  ],
  ['with chunks in disguise', `POST /graphql HTTP/1.1\r\nhost: {host}\r\ntransfer-encoding: xchunked\r\n`],
  ['with a space before the colon', `POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-length : 3\r\n`],
  ['with a folded header', `POST /graphql HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer\r\n x\r\n`],
  ['with a bare line end', `POST /graphql HTTP/1.1\nhost: {host}\nx: 1\n`],
  ['with NUL in a header', `POST /graphql HTTP/1.1\r\nhost: {host}\r\nx: a\0b\r\n`],
  ['of a method that nobody knows', `SMUGGLE /graphql HTTP/1.1\r\nhost: {host}\r\n`],
  ['of another protocol', `POST /graphql SMTP/1.0\r\nhost: {host}\r\n`],
])('reads nothing behind a request %s', async (_what, head) => {
  const smuggled = requestText('POST', '/graphql', lines, BODY);
  const text = `${head.replaceAll('{host}', host)}\r\n${smuggled}`;
  const answers = await sendRaw(product.url, text);
  expect(answers.map(({ status }) => status)).toEqual([400]);
});

it('refuses headers of 20 kB', async () => {
  expect((await post([`x-large: ${'a'.repeat(20_000)}`]))?.status).toBe(431);
});

it('answers requests in a row on one connection in their order, each as whoever it says', async () => {
  const asked = (more: readonly string[], query: string, connection: string): string =>
    requestText('POST', '/graphql', [...lines.slice(0, 1), ...lines.slice(2), ...more], query, connection);
  const answers = await sendRaw(
    product.url,
    [
      asked([`authorization: ${token}`], '{"query":"{ one: __typename }"}', 'keep-alive'),
      asked([], '{"query":"{ two: __typename }"}', 'keep-alive'),
      asked([`authorization: ${token}`], '{"query":"{ three: __typename }"}', 'close'),
    ].join(''),
  );
  expect(answers.map(outcome)).toEqual([
    [200, undefined],
    [401, 'TOKEN_MISSING'],
    [200, undefined],
  ]);
  expect([answers[0]?.body, answers[2]?.body]).toEqual([
    '{"data":{"one":"Query"}}',
    '{"data":{"three":"Query"}}',
  ]);
});

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('unpacks no bomb of %s', async (encoding, pack) => {
  const body = new Uint8Array(pack(Buffer.alloc(64 * MEBIBYTE, ' ')));
  expect(body.length).toBeLessThan(MEBIBYTE);
  const headers = { authorization: token, 'content-type': 'application/json', 'content-encoding': encoding };
  const answer = await fetch(`${product.url}/graphql`, { method: 'POST', headers, body });
  expect([answer.status, await answer.json()]).toMatchObject([
    413,
    { errors: [{ extensions: { code: 'REQUEST_TOO_LARGE' } }] },
  ]);
});
