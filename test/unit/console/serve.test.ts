import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { consoleRouter } from '../../../gateway/web/console/serve.ts';
import type { ConsoleOptions } from '../../../gateway/web/console/serve.ts';

const operationsDirectory = 'test/fixtures/operations';
const temporary = mkdtempSync(join(tmpdir(), 'console-'));
// A folder whose name starts with a dot is where many servers keep their programs.
const distDirectory = join(temporary, '.dist');
const servers: Server[] = [];

const listen = async (dist: string, options: Partial<ConsoleOptions> = {}): Promise<string> => {
  const app = express().use(
    '/console',
    consoleRouter({ operationsDirectory, distDirectory: dist, ...options }),
  );
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}/console`;
};

let base = '';

beforeAll(async () => {
  mkdirSync(join(distDirectory, 'assets'), { recursive: true });
  writeFileSync(join(distDirectory, 'index.html'), '<title>built</title>');
  writeFileSync(join(distDirectory, 'assets/main-1a2b.js'), 'export {};');
  base = await listen(distDirectory);
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(temporary, { recursive: true });
});

it.each(['', '/', '/?lang=zh'])(
  'serves the page at /console%s, to be asked about again each time',
  async (path) => {
    const response = await fetch(base + path);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toBe('<title>built</title>');
  },
);

it('lets the browser keep a hashed file for good', async () => {
  const response = await fetch(`${base}/assets/main-1a2b.js`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(response.headers.get('content-type')).toMatch(/javascript/);
});

it.each(['/', '/operations.json', '/assets/main-1a2b.js'])(
  'answers 304 where %s has not changed',
  async (path) => {
    const etag = (await fetch(base + path)).headers.get('etag') ?? '';
    const again = await fetch(base + path, {
      headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
    });
    expect(again.status).toBe(304);
  },
);

it('lists the stored operations, and the files that could not be used', async () => {
  expect(await (await fetch(`${base}/operations.json`)).json()).toMatchObject({
    operations: [
      { id: '01-three-counts', variables: { code: '12100000MB0000001A' } },
      { id: '02-all-institutions' },
    ],
    problems: [{ code: 'OPERATION_DOCUMENT_INVALID' }],
  });
});

it.each(['', '/operations.json', '/assets/main-1a2b.js'])(
  'allows %s nothing from elsewhere',
  async (path) => {
    const { headers } = await fetch(base + path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(
      /default-src 'none';.*script-src 'self';.*connect-src 'self';.*frame-ancestors 'none'/,
    );
    expect(policy).not.toMatch(/https?:|unsafe-eval|\*/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  },
);

it('says how people log in, and lets the page ask that issuer and nobody else', async () => {
  const login = {
    issuer: 'https://id.example/realms/a',
    clientId: 'console',
    scope: 'openid',
    isDemo: false,
  };
  const response = await fetch(`${await listen(distDirectory, { login })}/config.json`);
  expect(await response.json()).toEqual({ login, today: null });
  expect(response.headers.get('cache-control')).toBe('no-cache');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy.match(/https?:[^; ]*/g)).toEqual(['https://id.example']);
  expect(policy).toContain("connect-src 'self' https://id.example;");
});

it('says that nobody needs to log in', async () => {
  expect(await (await fetch(`${base}/config.json`)).json()).toEqual({ login: null, today: null });
});

it('says which day counts as today, and asks examples about the time before it', async () => {
  let day = '2027-01-10';
  const at = await listen(distDirectory, {
    operationsDirectory: 'schema/operations',
    today: () => day,
  });
  const variables = async (): Promise<unknown> => {
    const { operations } = (await (await fetch(`${at}/operations.json`)).json()) as {
      operations: { variables: unknown }[];
    };
    return operations[0]?.variables;
  };
  expect(await (await fetch(`${at}/config.json`)).json()).toMatchObject({ today: '2027-01-10' });
  expect(await variables()).toMatchObject({ month: '2026-12' });
  day = '2027-01-31';
  expect(await variables()).toMatchObject({ month: '2027-01' });
});

it.each(['/assets/', '/assets/none.js', '/assets/..%2findex.html', '/none'])('has no %s', async (path) => {
  expect((await fetch(base + path)).status).toBe(404);
});

it('says in both languages that the page has not been built, and serves it once it is', async () => {
  const dist = join(temporary, 'later');
  const address = await listen(dist);
  const response = await fetch(address);
  const text = await response.text();
  expect(response.status).toBe(503);
  expect(text).toContain('CONSOLE_NOT_BUILT');
  expect(text.match(/npm run build:console/g)).toHaveLength(2);
  mkdirSync(dist);
  writeFileSync(join(dist, 'index.html'), '<title>later</title>');
  expect((await fetch(address)).status).toBe(200);
});
