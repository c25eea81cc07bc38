// A running product, and what a page of another site, a frame or a proxy could do with its answers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { authorizeUrl, newVerifier } from '../support/naughty-login.ts';
import { startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));
const EVIL = 'https://evil.example';
const QUESTION = '{"query":"{ __typename }"}';
const MUTATION = encodeURIComponent('mutation { endTaskOfDiscipline(id: "1", version: 1) { id } }');

let product: Product;
let authorization: string;

beforeAll(async () => {
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
  authorization = (await headersOf(directory))['authorization'] ?? '';
});
afterAll(async () => {
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What a client acts on. */
const outcome = async (answer: Response): Promise<unknown> => {
  const { errors = [] } = (await answer.json()) as { errors?: { extensions: { code: string } }[] };
  return [answer.status, ...errors.map(({ extensions }) => extensions.code)];
};

describe('a page of another site', () => {
  const JSON_TYPE = { 'content-type': 'application/json' };

  // With a token: as if the browser had one to add by itself.
  it.each<[string, string, RequestInit, unknown[]]>([
    [
      'a form',
      '',
      { body: new URLSearchParams({ query: '{__typename}' }) },
      [415, 'REQUEST_TYPE_UNSUPPORTED'],
    ],
    ['JSON as plain text', '', { body: QUESTION }, [415, 'REQUEST_TYPE_UNSUPPORTED']],
    ['a form with files', '', { body: new FormData() }, [415, 'REQUEST_TYPE_UNSUPPORTED']],
    [
      'JSON under two types',
      '',
      { body: QUESTION, headers: { 'content-type': 'text/plain, application/json' } },
      [415, 'REQUEST_TYPE_UNSUPPORTED'],
    ],
    [
      'JSON',
      '',
      { body: QUESTION, headers: { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' } },
      [403, 'SITE_FOREIGN'],
    ],
    [
      'JSON from the next door',
      '',
      { body: QUESTION, headers: { ...JSON_TYPE, 'sec-fetch-site': 'same-site' } },
      [403, 'SITE_FOREIGN'],
    ],
    [
      'an address with a question',
      '?query={__typename}',
      { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } },
      [403, 'SITE_FOREIGN'],
    ],
    [
      'an address with a command',
      `?query=${MUTATION}`,
      { method: 'GET', headers: { 'sec-fetch-site': 'cross-site' } },
      [403, 'SITE_FOREIGN'],
    ],
  ])('cannot send %s', async (_what, search, { headers, ...init }, expected) => {
    const answer = await fetch(`${product.url}/graphql${search}`, {
      method: 'POST',
      ...init,
      headers: { authorization, origin: EVIL, ...headers },
    });
    expect(await outcome(answer)).toEqual(expected);
  });

  it('cannot use what a browser adds by itself: no cookie and no address is a token', async () => {
    const bare = authorization.replace('Bearer ', '');
    const init = { method: 'POST', body: QUESTION };
    const cookie = `token=${bare}; access_token=${bare}; _session=${bare}`;
    const address = `${product.url}/graphql?access_token=${bare}&token=${bare}&authorization=Bearer ${bare}`;
    const inBody = JSON.stringify({ query: '{ __typename }', access_token: bare, authorization });
    const answers = [
      fetch(`${product.url}/graphql`, { ...init, headers: { ...JSON_TYPE, cookie } }),
      fetch(address, { ...init, headers: JSON_TYPE }),
      fetch(`${product.url}/graphql`, { method: 'POST', body: inBody, headers: JSON_TYPE }),
      fetch(`${product.url}/graphql`, { ...init, headers: { ...JSON_TYPE, authorization: `Basic ${bare}` } }),
    ];
    for (const answer of answers) expect(await outcome(await answer)).toEqual([401, 'TOKEN_MISSING']);
  });

  it.each(['/graphql', '/console/', '/console/operations.json', '/health', '/ready', '/metrics', '/nothing'])(
    'is not let read %s',
    async (at) => {
      const methods = ['GET', 'POST', 'OPTIONS'];
      const answers = await Promise.all(
        methods.map((method) =>
          fetch(product.url + at, {
            method,
            headers: {
              origin: EVIL,
              'access-control-request-method': 'POST',
              'access-control-request-headers': 'authorization, content-type, x-purpose',
            },
          }),
        ),
      );
      const allowed = answers.flatMap(({ headers }) =>
        [...headers.keys()].filter((name) => name.startsWith('access-control-')),
      );
      expect(allowed).toEqual([]);
    },
  );

  it.each([
    [403, null, 'of another site', EVIL],
    [403, null, 'that hides its site', 'null'],
    [204, 'own', 'of this server', 'own'],
  ])('asks the issuer with %i, allowed %s, as a page %s', async (status, allowed, _what, from) => {
    const own = (text: string | null): string | null => (text === 'own' ? product.url : text);
    const answer = await fetch(`${product.url}/oidc/token`, {
      method: 'OPTIONS',
      headers: { origin: own(from) ?? '', 'access-control-request-method': 'POST' },
    });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([
      status,
      own(allowed),
    ]);
  });

  it('may read of the issuer what everybody may: its address and its public keys', async () => {
    const asked = async (at: string, init: RequestInit = {}) => {
      const { headers } = await fetch(`${product.url}/oidc/${at}`, { ...init, headers: { origin: EVIL } });
      return headers.get('access-control-allow-origin');
    };
    expect(await asked('.well-known/openid-configuration')).toBe(EVIL);
    expect(await asked('jwks')).toBe(EVIL);
    const form = { grant_type: 'authorization_code', client_id: 'console', code: 'a', redirect_uri: 'b' };
    expect(await asked('token', { method: 'POST', body: new URLSearchParams(form) })).toBeNull();
    expect(await asked('nothing')).toBeNull();
  });
});

/** Where somebody gets an answer → the address, and how it is asked. */
const ANSWERS: Readonly<Record<string, () => Promise<Response>>> = {
  'the console': () => fetch(`${product.url}/console/`),
  'the examples of the console': () => fetch(`${product.url}/console/operations.json`),
  'an address of the console that is not there': () => fetch(`${product.url}/console/none`),
  'the login page': () => fetch(authorizeUrl(product.url, 'console', newVerifier().challenge)),
  'an error page of the issuer': () => fetch(`${product.url}/oidc/auth?client_id=nobody`),
  'a page that the issuer’s library writes by itself': () =>
    fetch(
      authorizeUrl(product.url, 'console', newVerifier().challenge, {
        response_mode: 'form_post',
        prompt: 'none',
      }),
    ),
  'an answer of the graph': () =>
    fetch(`${product.url}/graphql`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: QUESTION,
    }),
  'a refusal of the graph': () => fetch(`${product.url}/graphql?query={__typename}`),
  'what says that the server lives': () => fetch(`${product.url}/health`),
  'what says whose database answers': () => fetch(`${product.url}/ready`),
  'the metrics': () => fetch(`${product.url}/metrics`),
  'an address that is not there': () => fetch(`${product.url}/nothing`),
  'the way to the console': () => fetch(`${product.url}/`, { redirect: 'manual' }),
};

describe.each(Object.keys(ANSWERS))('%s', (name) => {
  it('is framed by nobody, runs nothing of others, and is what it says', async () => {
    const { headers } = await ANSWERS[name]!();
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('server')).toBeNull();
    // For the proxy to say, which knows what else there is of its name.
    expect(headers.get('strict-transport-security')).toBeNull();
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
    expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*(unsafe|data:|\*)|default-src[^;]*\*/);
  });
});

it.each([
  'an answer of the graph',
  'a refusal of the graph',
  'the login page',
  'an error page of the issuer',
  'what says whose database answers',
  'the metrics',
  'an address that is not there',
])('has no proxy keep %s', async (name) => {
  const { headers } = await ANSWERS[name]!();
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('etag')).toBeNull();
});

it('leads nobody away: each redirect outside the issuer goes to a path of this server', async () => {
  const targets = [
    '/',
    '//evil.example',
    '/?next=https://evil.example',
    '/console//evil.example',
    '/\\evil.example',
  ];
  const answers = await Promise.all(targets.map((at) => fetch(product.url + at, { redirect: 'manual' })));
  const locations = answers.map(({ headers }) => headers.get('location'));
  expect(locations).toEqual(['/console', null, '/console', null, null]);
});

it('answers no list of questions', async () => {
  const headers = { authorization, 'content-type': 'application/json' };
  const body = `[${QUESTION},${QUESTION}]`;
  const answer = await fetch(`${product.url}/graphql`, { method: 'POST', headers, body });
  expect(await outcome(answer)).toEqual([400, 'BAD_REQUEST']);
});
