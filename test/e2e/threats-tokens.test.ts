// A running product, and tokens that its issuer did not make for it: with the issuer's own key where a forger might have one.
import { createHmac, createPublicKey, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  exportSPKI,
  generateKeyPair,
  importJWK,
  SignJWT,
  type JWTHeaderParameters,
  type JWTPayload,
} from 'jose';
import { GRAPH_AUDIENCE, issuerOf } from '../../gateway/issuer/names.ts';
import { readIssuerKeys } from '../../gateway/issuer/store/keys.ts';
import { logIn, type Tokens } from '../support/naughty-login.ts';
import { startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));
let product: Product;
let tokens: Tokens;

beforeAll(async () => {
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '0' });
  tokens = await logIn(product.url, 'console', 'director');
});
afterAll(async () => {
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

const seconds = (): number => Math.floor(Date.now() / 1000);
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const partsOf = (token: string): readonly string[] => token.split('.');

const header = (): { alg: string; typ: string; kid: string } => ({
  alg: 'ES256',
  typ: 'at+jwt',
  kid: readIssuerKeys(directory).signingKey.kid,
});
const claims = (): JWTPayload => ({
  iss: issuerOf(product.url),
  aud: GRAPH_AUDIENCE,
  sub: 'director',
  client_id: 'console',
  jti: randomUUID(),
  iat: seconds(),
  exp: seconds() + 600,
  roles: ['director'],
  department: 'establishment',
});

/** Signed by the issuer's own key, but for what is changed. */
const signed = async (changed: object = {}, by: object = {}): Promise<string> =>
  new SignJWT({ ...claims(), ...changed })
    .setProtectedHeader({ ...header(), ...by })
    .sign(await importJWK(readIssuerKeys(directory).signingKey, 'ES256'));

/** Signed with a secret that everybody knows: the public key. */
const confused = async (form: 'pem' | 'der' | 'jwk'): Promise<string> => {
  const { d: _secret, ...jwk } = readIssuerKeys(directory).signingKey;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const secret = {
    pem: key.export({ type: 'spki', format: 'pem' }),
    der: key.export({ type: 'spki', format: 'der' }),
    jwk: JSON.stringify(jwk),
  }[form];
  const text = `${part({ ...header(), alg: 'HS256' })}.${part(claims())}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
};

const stranger = async (by: Partial<JWTHeaderParameters> = {}): Promise<string> => {
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT(claims()).setProtectedHeader({ ...header(), ...by }).sign(privateKey);
};

const strangersKeyAsPem = async (): Promise<string> => {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true });
  return exportSPKI(publicKey);
};

/** The last character says four bits of which two count: the other spellings of the same bytes. */
const respelt = (token: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + letters[letters.indexOf(token.at(-1) ?? '') + 1];
};

/** What is sent in the place of an honest token. */
const FORGERIES: Readonly<Record<string, () => string | Promise<string>>> = {
  'HS256 with the public key as PEM': () => confused('pem'),
  'HS256 with the public key as DER': () => confused('der'),
  'HS256 with the public key as JWK': () => confused('jwk'),
  'no algorithm': () => `${part({ ...header(), alg: 'none' })}.${part(claims())}.`,
  'no algorithm and an honest signature': async () =>
    `${part({ ...header(), alg: 'none' })}.${part(claims())}.${partsOf(await signed())[2]}`,
  'a stranger’s key under the issuer’s name of it': () => stranger(),
  'a key that nobody knows': () => stranger({ kid: 'unknown' }),
  'a key in a file': () => stranger({ kid: '../../../../dev/null' }),
  'a key of its own': async () => stranger({ x5c: [await strangersKeyAsPem()] }),
  'the address of its keys': () => stranger({ jku: 'http://127.0.0.1:1/jwks' }),
  'other roles under an honest signature': async () => {
    const [head, , signature] = partsOf(await signed());
    return `${head}.${part({ ...claims(), roles: ['investigator'], department: 'discipline' })}.${signature}`;
  },
  'another issuer': () => signed({ iss: 'http://evil.example/oidc' }),
  'the issuer under the other name of this machine': () =>
    signed({ iss: issuerOf(product.url.replace('127.0.0.1', 'localhost')) }),
  'another audience': () => signed({ aud: 'urn:example:other' }),
  'a department’s audience': () => signed({ aud: 'urn:fournets:finance' }),
  'no audience': () => signed({ aud: undefined }),
  'another type': () => signed({}, { typ: 'JWT' }),
  'no type': () => signed({}, { typ: undefined }),
  'an end that is past': () => signed({ iat: seconds() - 1200, exp: seconds() - 600 }),
  'no end': () => signed({ exp: undefined }),
  'a beginning to come': () => signed({ nbf: seconds() + 600 }),
  'a signature from tomorrow': () => signed({ iat: seconds() + 86_400, exp: seconds() + 90_000 }),
  'a signature from yesterday, good for a year': () =>
    signed({ iat: seconds() - 86_400, exp: seconds() + 31_536_000 }),
  'no id': () => signed({ jti: undefined }),
  'no subject': () => signed({ sub: undefined }),
  'roles that are no names': () => signed({ roles: [{ director: true }] }),
  'other letters for the same bytes': async () => respelt(await signed()),
  padding: async () => `${await signed()}=`,
  'the other alphabet': async () => `${(await signed()).replaceAll('-', '+').replaceAll('_', '/')}+`,
  'a line end inside': async () => (await signed()).replace('.', '.%0a'),
  'two tokens': async () => `${await signed()}, ${await signed()}`,
  'a huge list of units': () => signed({ units: ['9'.repeat(8_000)] }),
  'the ID token of the same login': () => tokens.id_token,
  'the refresh token of the same login': () => tokens.refresh_token,
  'the key of the partner’s system': () => readIssuerKeys(directory).partnerSecret,
  'a prototype': () => `${part({ ...header(), __proto__: { alg: 'none' } })}.${part(claims())}.`,
  'only dots': () => '..',
  'a thousand parts': () => 'a.'.repeat(1000),
};

const ask = async (token: string): Promise<unknown> => {
  const answer = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: '{"query":"{ __typename }"}',
  });
  const { data, errors } = (await answer.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return [answer.status, data ?? errors?.[0]?.extensions.code];
};

it('lets in who logged in, and who has a token made by the issuer’s key', async () => {
  expect(await ask(tokens.access_token)).toEqual([200, { __typename: 'Query' }]);
  expect(await ask(await signed())).toEqual([200, { __typename: 'Query' }]);
});

it.each(Object.keys(FORGERIES))('lets nobody in with %s', async (name) => {
  const [status, code] = (await ask(await FORGERIES[name]!())) as [number, unknown];
  expect(status).toBe(401);
  expect(code).toMatch(/^TOKEN_(INVALID|EXPIRED)$/);
});

it('lets nobody in who was refused before, and who is let in stays so', async () => {
  const forged = await stranger();
  const answers = await Promise.all([1, 2, 3].map(() => ask(forged)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set(['[401,"TOKEN_INVALID"]']),
  );
  const { authorization = '' } = await headersOf(directory);
  expect(await ask(authorization.replace('Bearer ', ''))).toEqual([200, { __typename: 'Query' }]);
});

it('makes nobody more than the token of their client says', async () => {
  const question = '{"query":"{ decisions { totalCount } }"}';
  const token = await signed({
    sub: 'partner-system',
    client_id: 'partner-system',
    roles: [],
    department: 'organization',
  });
  const answer = await fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: question,
  });
  expect(await answer.json()).toMatchObject({
    data: { decisions: null },
    errors: [{ extensions: { code: 'SHARING_REFUSED', owner: 'discipline' } }],
  });
});
