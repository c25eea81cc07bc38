// The demo issuer over HTTP, as a browser page, a partner's system and an attacker use it.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import express from 'express';
import { decodeJwt } from 'jose';
import { demoIssuer, type DemoIssuer } from '../../gateway/issuer/issuer.ts';
import { DEMO_UNIT, PEOPLE, PERSON_NAMES } from '../../gateway/issuer/people.ts';
import { issueToken } from '../../gateway/issuer/token.ts';
import { createVerifier } from '../../gateway/receive/identity/verify.ts';
import { startListening } from '../../subgraphs/kit/http/listen.ts';

/** A running server with the issuer in it. */
interface House {
  readonly origin: string;
  readonly issuer: DemoIssuer;
  readonly close: () => Promise<void>;
}

const dataDirectory = mkdtempSync(path.join(tmpdir(), 'fournets-issuer-'));
const internal: unknown[] = [];

const open = async (port = 0): Promise<House> => {
  const app = express();
  // Whatever fails in a test, the run ends.
  const server: Server = createServer(app).unref();
  const origin = await startListening(server, '127.0.0.1', port);
  const issuer = await demoIssuer({
    origin,
    dataDirectory,
    configuredIssuer: undefined,
    onInternalError: (error) => internal.push(error),
  });
  app.use('/oidc', issuer.handler);
  const close = async (): Promise<void> => {
    issuer.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { origin, issuer, close };
};

let house: House;

beforeAll(async () => {
  house = await open();
});

afterEach(() => {
  expect(internal).toEqual([]);
});

afterAll(async () => {
  await house.close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

/** A browser: keeps cookies under their paths, and follows no redirect by itself. */
const browser = () => {
  const cookies = new Map<string, { value: string; path: string }>();
  const keep = (line: string): void => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    const where = /; path=([^;]+)/i.exec(line)?.[1] ?? '/';
    if (value === '') cookies.delete(`${name} ${where}`);
    else cookies.set(`${name} ${where}`, { value, path: where });
  };
  const ask = async (url: string, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const { pathname } = new URL(url);
    const sent = [...cookies].filter(([, cookie]) => pathname.startsWith(cookie.path));
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: sent.map(([key, { value }]) => `${key.split(' ')[0]}=${value}`).join('; '),
      },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    answer.headers.getSetCookie().forEach(keep);
    return answer;
  };
  /** Follows redirects on this server, to a page of it, or to an address of a client. */
  const walk = async (url: string, form?: Readonly<Record<string, string>>) => {
    let at = url;
    let answer = await ask(url, form);
    for (let steps = 0; steps < 10; steps++) {
      const location = answer.headers.get('location');
      if (location === null) break;
      at = new URL(location, at).href;
      if (!new URL(at).pathname.startsWith('/oidc/')) break;
      answer = await ask(at);
    }
    return { at, answer, query: new URL(at).searchParams };
  };
  return { ask, walk };
};

type Browser = ReturnType<typeof browser>;

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

const authorizeUrl = (client: string, more: Readonly<Record<string, string>> = {}): string =>
  `${house.origin}/oidc/auth?${new URLSearchParams({
    client_id: client,
    response_type: 'code',
    scope: 'openid profile graph',
    redirect_uri: `${house.origin}/${client}`,
    state: 'a-state',
    // Without a challenge, its method alone would be refused as well.
    ...(more['code_challenge'] === undefined ? {} : { code_challenge_method: 'S256' }),
    ...more,
  })}`;

const postToken = async (
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: Record<string, string> }> => {
  const body = new URLSearchParams(form);
  const answer = await fetch(`${house.origin}/oidc/token`, { method: 'POST', headers, body });
  return { status: answer.status, body: await answer.json() };
};

const redeem = (client: string, code: string, verifier: string) =>
  postToken({
    grant_type: 'authorization_code',
    client_id: client,
    code,
    code_verifier: verifier,
    redirect_uri: `${house.origin}/${client}`,
  });

const refresh = (client: string, token: string) =>
  postToken({ grant_type: 'refresh_token', client_id: client, refresh_token: token });

/** Goes to the login page and chooses somebody; the code that the client's address is given. */
const codeFor = async (by: Browser, client: string, person: string, verifier: string): Promise<string> => {
  const login = await by.walk(authorizeUrl(client, { code_challenge: challengeOf(verifier) }));
  const { query } = await by.walk(login.at, { person });
  return query.get('code') ?? '';
};

const newVerifier = (): string => randomBytes(32).toString('base64url');

const logIn = async (by: Browser, client: string, person: string) => {
  const verifier = newVerifier();
  const { body } = await redeem(client, await codeFor(by, client, person, verifier), verifier);
  return body;
};

const viewerOf = async (token: string | undefined) => {
  const { issuer, audience, jwks } = house.issuer;
  return (await createVerifier({ issuer, audience, jwks })(token ?? '')).viewer;
};

it('refuses to start beside a real issuer', async () => {
  const beside = demoIssuer({
    origin: house.origin,
    dataDirectory,
    configuredIssuer: 'https://id.gov.example',
    onInternalError: () => undefined,
  });
  await expect(beside).rejects.toMatchObject({ code: 'DEMO_ISSUER_REFUSED' });
});

it('publishes itself under its own name, with its public key only', async () => {
  const discovery = await fetch(`${house.origin}/oidc/.well-known/openid-configuration`);
  const document: Record<string, unknown> = await discovery.json();
  expect(document).toMatchObject({
    issuer: `${house.origin}/oidc`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
  });
  const keys = await fetch(String(document['jwks_uri']));
  const { keys: published }: { keys: Record<string, unknown>[] } = await keys.json();
  expect(published).toEqual([expect.not.objectContaining({ d: expect.anything() })]);
  expect(published).toMatchObject(house.issuer.jwks.keys);
});

it.each(['console', 'dashboard'])(
  'lets people log in to the %s, and the graph takes their tokens',
  async (client) => {
    const by = browser();
    const { access_token: token, ...rest } = await logIn(by, client, 'director');
    expect(await viewerOf(token)).toMatchObject({
      subject: 'director',
      kind: 'person',
      roles: ['director'],
      department: 'establishment',
      clientId: client,
    });
    expect(rest).toMatchObject({
      token_type: 'Bearer',
      expires_in: 600,
      scope: expect.stringContaining('graph'),
    });
    expect(decodeJwt(rest['id_token'] ?? '')).toMatchObject({ sub: 'director', name: PEOPLE.director.zh });
  },
);

it('does not ask again whoever has logged in, for either page', async () => {
  const by = browser();
  await logIn(by, 'console', 'finance-clerk');
  const verifier = newVerifier();
  const { query } = await by.walk(authorizeUrl('dashboard', { code_challenge: challengeOf(verifier) }));
  expect(query.get('state')).toBe('a-state');
  const { body } = await redeem('dashboard', query.get('code') ?? '', verifier);
  expect((await viewerOf(body['access_token'])).subject).toBe('finance-clerk');
});

it('lists the demo people in both languages, on a page that runs no script', async () => {
  const { answer } = await browser().walk(
    authorizeUrl('console', { code_challenge: challengeOf(newVerifier()) }),
  );
  const html = await answer.text();
  for (const name of PERSON_NAMES) {
    expect(html).toContain(`value="${name}"`);
    expect(html).toContain(PEOPLE[name].zh);
    expect(html).toContain(PEOPLE[name].dutyEn);
  }
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' /);
  expect(policy).not.toMatch(/unsafe|script-src/);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
});

it('lets nobody choose for a login that began in another browser', async () => {
  const { at } = await browser().walk(
    authorizeUrl('console', { code_challenge: challengeOf(newVerifier()) }),
  );
  const { answer, query } = await browser().walk(at, { person: 'director' });
  expect(answer.status).toBe(400);
  expect(query.get('code')).toBeNull();
});

it('goes back to the login page where nobody of the list is chosen, and to the client where it is cancelled', async () => {
  const by = browser();
  const login = await by.walk(authorizeUrl('console', { code_challenge: challengeOf(newVerifier()) }));
  expect((await by.walk(login.at, { person: 'emperor' })).at).toBe(login.at);
  const { query } = await by.walk(login.at, { cancel: 'yes' });
  expect(query.get('error')).toBe('access_denied');
});

it.each(['wrong', 'missing'])('refuses a code with its code_verifier %s', async (how) => {
  const code = await codeFor(browser(), 'console', 'director', newVerifier());
  const answer = await redeem('console', code, how === 'wrong' ? newVerifier() : '');
  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

it('takes a code once: who brings it again ends what the first got', async () => {
  const verifier = newVerifier();
  const code = await codeFor(browser(), 'console', 'director', verifier);
  const { body } = await redeem('console', code, verifier);
  expect(await redeem('console', code, verifier)).toMatchObject({ body: { error: 'invalid_grant' } });
  expect(await refresh('console', body['refresh_token'] ?? '')).toMatchObject({
    body: { error: 'invalid_grant' },
  });
});

it.each([
  ['a plain challenge', { code_challenge: newVerifier(), code_challenge_method: 'plain' }],
  ['no challenge', {}],
  ['the implicit flow', { response_type: 'id_token token', nonce: 'a', code_challenge: newVerifier() }],
  ['a token for something else', { resource: 'urn:example:other', code_challenge: newVerifier() }],
])('refuses %s', async (_name, more: Readonly<Record<string, string>>) => {
  const { at, query } = await browser().walk(authorizeUrl('console', more));
  expect(new URL(at).pathname).toBe('/console');
  expect(query.get('error') ?? new URL(at).hash).toMatch(
    /invalid_request|unsupported_response_type|invalid_target/,
  );
});

it('sends no code to an address that is not the client’s', async () => {
  const more = { code_challenge: challengeOf(newVerifier()), redirect_uri: 'https://forger.example/' };
  const { at, answer } = await browser().walk(authorizeUrl('console', more));
  expect(answer.status).toBe(400);
  expect(new URL(at).origin).toBe(house.origin);
  expect(await answer.text()).toContain('无法登录');
});

it('rotates refresh tokens: a used one ends the login of whoever took it', async () => {
  const first = await logIn(browser(), 'console', 'hr-clerk');
  const second = await refresh('console', first['refresh_token'] ?? '');
  expect((await viewerOf(second.body['access_token'])).department).toBe('hr');
  expect(second.body['refresh_token']).not.toBe(first['refresh_token']);
  expect((await refresh('console', first['refresh_token'] ?? '')).body['error']).toBe('invalid_grant');
  expect((await refresh('console', second.body['refresh_token'] ?? '')).body['error']).toBe('invalid_grant');
});

it('gives a partner’s system a token of its own for its secret, and for no other', async () => {
  const form = { grant_type: 'client_credentials', scope: 'graph' };
  const basic = (secret: string) => ({
    authorization: `Basic ${Buffer.from(`${house.issuer.partner.clientId}:${secret}`).toString('base64')}`,
  });
  const { body } = await postToken(form, basic(house.issuer.partner.clientSecret));
  expect(await viewerOf(body['access_token'])).toMatchObject({
    subject: 'partner-system',
    kind: 'system',
    roles: [],
    department: 'organization',
  });
  expect(await postToken(form, basic('guessed'))).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  expect(await postToken({ ...form, client_id: 'console' })).toMatchObject({ status: 400 });
});

it('ends the session with its refresh tokens when somebody logs out, and leads back to the page', async () => {
  const by = browser();
  const tokens = await logIn(by, 'console', 'section-clerk');
  const query = new URLSearchParams({
    client_id: 'console',
    post_logout_redirect_uri: `${house.origin}/console`,
  });
  const { answer } = await by.walk(`${house.origin}/oidc/session/end?${query}`);
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
  const confirmed = await by.walk(`${house.origin}/oidc/session/end/confirm`, { xsrf, logout: 'yes' });
  expect(confirmed.at).toBe(`${house.origin}/console`);
  expect((await refresh('console', tokens['refresh_token'] ?? '')).body['error']).toBe('invalid_grant');
  const login = await by.walk(authorizeUrl('console', { code_challenge: challengeOf(newVerifier()) }));
  expect(new URL(login.at).pathname).toMatch(/^\/oidc\/interaction\//);
});

it('makes tokens for the command line, for every demo person', async () => {
  const viewers = await Promise.all(
    PERSON_NAMES.map(async (name) => viewerOf(await issueToken(dataDirectory, name))),
  );
  expect(viewers.map(({ subject }) => subject)).toEqual(PERSON_NAMES);
  expect(viewers.map(({ kind }) => kind)).not.toContain('system');
  expect(viewers.at(-1)).toMatchObject({ roles: ['unit-hr'], units: [DEMO_UNIT], department: undefined });
  expect(await viewerOf(await house.issuer.issueToken('investigator'))).toMatchObject({
    roles: ['investigator'],
  });
});

it('keeps keys and sessions over a restart, in files that only their owner may read', async () => {
  const by = browser();
  const tokens = await logIn(by, 'console', 'investigator');
  const { jwks } = house.issuer;
  const { port } = new URL(house.origin);
  await house.close();
  house = await open(Number(port));

  expect(house.issuer.jwks).toEqual(jwks);
  expect((await viewerOf(tokens['access_token'])).subject).toBe('investigator');
  expect((await refresh('console', tokens['refresh_token'] ?? '')).status).toBe(200);
  const { query } = await by.walk(authorizeUrl('dashboard', { code_challenge: challengeOf(newVerifier()) }));
  expect(query.get('code')).not.toBeNull();

  const folder = path.join(dataDirectory, 'issuer');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const modes = files.map((file) => statSync(path.join(folder, file))).filter((stat) => stat.isFile());
  expect(modes.length).toBeGreaterThan(3);
  expect(new Set(modes.map(({ mode }) => mode & 0o777))).toEqual(new Set([0o600]));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

it('says that its keys are missing or damaged, and makes none anew', async () => {
  const other = mkdtempSync(path.join(tmpdir(), 'fournets-issuer-'));
  const start = () =>
    demoIssuer({
      origin: house.origin,
      dataDirectory: other,
      configuredIssuer: undefined,
      onInternalError: () => undefined,
    });
  expect(() => issueToken(other, 'director')).toThrow(
    expect.objectContaining({ code: 'ISSUER_KEYS_MISSING' }),
  );
  const [one, two] = await Promise.all([start(), start()]);
  expect(one.jwks).toEqual(two.jwks);
  [one, two].forEach(({ close }) => close());
  writeFileSync(path.join(other, 'issuer/keys.json'), '{}');
  await expect(start()).rejects.toMatchObject({ code: 'ISSUER_KEYS_UNREADABLE' });
  rmSync(other, { recursive: true });
});
