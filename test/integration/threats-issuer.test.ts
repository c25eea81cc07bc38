// The demo issuer, and whoever wants its codes sent elsewhere, or to use those of others.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { demoIssuer, type DemoIssuer } from '../../gateway/issuer/issuer.ts';
import { startListening } from '../../subgraphs/kit/http/listen.ts';
import { askTokens, authorizeUrl, codeFor, cookiesOf, newVerifier } from '../support/naughty-login.ts';

const dataDirectory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));
const PUBLIC = 'https://fournets.example';

const open = async (
  publicOrigin?: string,
): Promise<{ origin: string; issuer: DemoIssuer; server: Server }> => {
  const app = express();
  const server = createServer(app).unref();
  const origin = await startListening(server, '127.0.0.1', 0);
  const issuer = await demoIssuer({
    origin: publicOrigin ?? origin,
    dataDirectory: publicOrigin === undefined ? dataDirectory : path.join(dataDirectory, 'public'),
    configuredIssuer: undefined,
    onInternalError: () => undefined,
  });
  app.use('/oidc', issuer.handler);
  return { origin, issuer, server };
};

let house: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  house = await open();
});
afterAll(() => {
  house.issuer.close();
  house.server.closeAllConnections();
  house.server.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

it.each<[string, (origin: string) => string]>([
  ['of another path', (origin) => `${origin}/dashboard`],
  ['with a path behind it', (origin) => `${origin}/console/../oidc`],
  ['with a path behind it, in disguise', (origin) => `${origin}/console%2f..%2f..`],
  ['with a question', (origin) => `${origin}/console?next=https://evil.example`],
  ['with a fragment', (origin) => `${origin}/console#a`],
  ['that begins like it', (origin) => `${origin}/consolex`],
  ['in other letters', (origin) => `${origin.toUpperCase()}/console`],
  ['with its host as the name of a user', (origin) => `${origin}@evil.example/console`],
  ['with its host before another one', (origin) => `${origin}.evil.example/console`],
  ['at another port', () => 'http://127.0.0.1:1/console'],
  ['of no scheme', () => '//evil.example/console'],
  ['that runs a script', () => 'javascript:alert(1)//console'],
  ['with a line end', (origin) => `${origin}/console\r\nset-cookie: a=b`],
  ['of nothing', () => ''],
])('sends no code to an address %s', async (_what, forged) => {
  const url = authorizeUrl(house.origin, 'console', newVerifier().challenge, {
    redirect_uri: forged(house.origin),
  });
  const answer = await fetch(url, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

it('sends no code where two addresses are named', async () => {
  const url = `${authorizeUrl(house.origin, 'console', newVerifier().challenge)}&redirect_uri=https://evil.example`;
  expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
});

it('leads nobody away who logs out', async () => {
  const query = new URLSearchParams({
    client_id: 'console',
    post_logout_redirect_uri: 'https://evil.example',
  });
  const answer = await fetch(`${house.origin}/oidc/session/end?${query}`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
});

it.each<[string, Readonly<Record<string, string>>]>([
  ['another client', { client_id: 'dashboard' }],
  ['its client at another address', { redirect_uri: 'http://127.0.0.1:1/console' }],
  ['nobody', { client_id: '' }],
])('gives no tokens for a code to %s', async (_what, changed) => {
  const { verifier, challenge } = newVerifier();
  const { code } = await codeFor(house.origin, 'console', 'director', challenge);
  expect(code).not.toBe('');
  const form = {
    grant_type: 'authorization_code',
    client_id: 'console',
    code,
    code_verifier: verifier,
    redirect_uri: `${house.origin}/console`,
  };
  const { status, body } = await askTokens(house.origin, { ...form, ...changed });
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body['access_token']).toBeUndefined();
});

it.each(['password', 'client_credentials', 'urn:ietf:params:oauth:grant-type:device_code', 'implicit'])(
  'gives a page no tokens by %s',
  async (grant) => {
    const form = { grant_type: grant, client_id: 'console', username: 'director', password: 'director' };
    const { status, body } = await askTokens(house.origin, form);
    expect([status, body['access_token']]).toEqual([400, undefined]);
  },
);

it.each(['reg', 'token/introspection', 'token/revocation', 'device/auth', 'request'])(
  'has no address %s, which nobody here needs',
  async (at) => {
    const answer = await fetch(`${house.origin}/oidc/${at}`, { method: 'POST', body: new URLSearchParams() });
    expect(answer.status).toBe(404);
  },
);

it('keeps its cookies from scripts, from other sites and from the rest of the server', async () => {
  const { cookies } = await codeFor(house.origin, 'console', 'director', newVerifier().challenge);
  expect(cookies.length).toBeGreaterThan(3);
  for (const { attributes } of cookies) {
    expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax']));
    expect(attributes.find((attribute) => attribute.startsWith('path='))).toMatch(/^path=\/oidc/);
    expect(attributes.some((attribute) => attribute.startsWith('domain='))).toBe(false);
  }
});

it('gives cookies to no address without TLS where people reach it by https', async () => {
  const { origin, issuer, server } = await open(PUBLIC);
  const url = authorizeUrl(PUBLIC, 'console', newVerifier().challenge).replace(PUBLIC, origin);
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'fournets.example' },
  });
  const cookies = cookiesOf(answer);
  expect(cookies.length).toBeGreaterThan(0);
  for (const { attributes } of cookies) expect(attributes).toContain('secure');
  issuer.close();
  server.closeAllConnections();
  server.close();
});
