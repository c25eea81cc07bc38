// What a start says when the surroundings do not allow it: a code, what to do, exit code 4, and no stack.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { provision } from '../../subgraphs/kit/postgres/provision.ts';
import { fournets, type Ended } from '../support/product.ts';

const PROGRAM = path.join(import.meta.dirname, '../../gateway/cli/fournets.mjs');
const SUPERGRAPH = path.join(import.meta.dirname, '../../schema/supergraph.graphql');
const NOBODY = 65_534;

let directory: string;
beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), 'fournets-surroundings-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  fournets(args, { PORT: '0', FOURNETS_DEMO_PEOPLE: '0', FOURNETS_DATA: directory, ...env });

/** A code and sentences for a person: every place filled, no stack. */
const expectSentence = ({ stderr }: Ended, code: string): void => {
  expect(stderr).toContain(`${code}: `);
  expect(stderr).not.toMatch(/\{\w+\}|\n\s+at |undefined/);
};

const made = (): boolean => existsSync(path.join(directory, 'postgres'));

const NOWHERE = { FINANCE_DATABASE_URL: 'postgres://u:topsecret@127.0.0.1:1/db' };

it.each([[['up']], [['migrate']], [['seed', '--people', '600']], [['subgraph', 'finance']]])(
  '%j names a database that does not answer, and never its password',
  async (args) => {
    const ended = await run(args, NOWHERE);
    expectSentence(ended, 'DATABASE_UNREACHABLE');
    expect(ended.stderr).toMatch(/finance.*ECONNREFUSED.*FINANCE_DATABASE_URL/);
    expect(ended.stderr).not.toContain('topsecret');
    expect([ended.code, made()]).toEqual([4, false]);
  },
);

it('import names a database that does not answer', async () => {
  const ended = await run(['import', 'finance', 'payments', path.join(directory, 'x.csv')], NOWHERE);
  expectSentence(ended, 'DATABASE_UNREACHABLE');
  expect(ended.code).toBe(4);
});

it('doctor looks at everything that is elsewhere', async () => {
  const { code, stdout } = await run(['--json', 'doctor'], {
    ...NOWHERE,
    HR_URL: 'http://127.0.0.1:1/graphql',
  });
  expect(stdout).not.toContain('topsecret');
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        id: 'FINANCE_DATABASE_URL',
        state: 'failed',
        detail: 'DATABASE_UNREACHABLE',
      }),
      expect.objectContaining({ id: 'HR_URL', state: 'failed', detail: 'SUBGRAPH_UNAVAILABLE' }),
    ]),
  );
  expect(code).toBe(4);
});

it('tells a role that owns nothing from a database that does not answer', async () => {
  const cluster = await startCluster({ dataDirectory: directory });
  try {
    const [finance] = await provision(cluster, ['finance']);
    const FINANCE_DATABASE_URL = finance?.appUrl ?? '';
    const ended = await run(['subgraph', 'finance'], { FINANCE_DATABASE_URL });
    expectSentence(ended, 'DATABASE_NOT_MIGRATED');
    expect(ended.stderr).toContain('FINANCE_OWNER_DATABASE_URL');
    expect(ended.code).toBe(4);
    const { stdout } = await run(['doctor'], { FINANCE_DATABASE_URL });
    expect(stdout).toMatch(/ok +FINANCE_DATABASE_URL: connects as finance_app, may create temporary tables/);
  } finally {
    await cluster.stop();
  }
});

it('names data whose control file is gone, and what to do', async () => {
  const { stop } = await startCluster({ dataDirectory: directory });
  await stop();
  rmSync(path.join(directory, 'postgres/global/pg_control'));
  const ended = await run(['up']);
  expectSentence(ended, 'DATA_DIRECTORY_BROKEN');
  expect(ended.stderr).toMatch(/pg_control.*Restore the directory from a backup/);
  expect(ended.code).toBe(4);
});

it('names an address that is not of this machine, before anything is made', async () => {
  const ended = await run(['up'], { HOST: '203.0.113.9' });
  expectSentence(ended, 'ADDRESS_NOT_LOCAL');
  expect([ended.code, made()]).toEqual([4, false]);
});

it('names a taken port, its address and its holder, before anything is made', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? String(address.port) : '';
  const ended = await run(['up'], { PORT: port, HOST: '0.0.0.0' });
  server.close();
  expectSentence(ended, 'PORT_TAKEN');
  expect(ended.stderr).toContain(`Port ${port} of 0.0.0.0`);
  expect([ended.code, made()]).toEqual([4, false]);
});

it('opens no door to other machines', async () => {
  const ended = await run(['subgraph', 'finance', '--open'], { HOST: '0.0.0.0' });
  expectSentence(ended, 'DOOR_OPEN_TO_OTHERS');
  expect([ended.code, made()]).toEqual([4, false]);
});

it.each([
  ['GATEWAY_SIGNING_KEY_FILE', 'SIGNING_KEY_UNUSABLE', ['gateway', '--supergraph', SUPERGRAPH]],
  ['GATEWAY_PUBLIC_KEYS_FILE', 'PUBLIC_KEYS_UNUSABLE', ['subgraph', 'finance', '--port', '0']],
] as const)('names a %s that cannot be used', async (variable, code, args) => {
  const file = path.join(directory, 'key');
  writeFileSync(file, 'no key');
  const ended = await run(args, { [variable]: file });
  expectSentence(ended, code);
  expect(ended.stderr).toContain(file);
  expect(ended.code).toBe(4);
});

it.each([
  [['frobnicate'], /unknown|COMMAND_UNKNOWN.*frobnicate.*up, import, seed/],
  [['subgraph', 'finance', '--port', 'abc'], /whole number/],
])('%j is wrong words', async (args, text) => {
  const { code, stderr } = await run(args);
  expect(stderr).toMatch(text);
  expect(code).toBe(2);
});

it('doctor says once that the data directory may not be written', () => {
  const root = process.getuid?.() === 0;
  chmodSync(directory, root ? 0o700 : 0);
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM, 'doctor'], {
    env: { ...process.env, PORT: '0', FOURNETS_DATA: path.join(directory, 'data') },
    encoding: 'utf8',
    ...(root ? { uid: NOBODY, gid: NOBODY } : {}),
  });
  chmodSync(directory, 0o700);
  expect(stdout.match(/DATA_DIRECTORY_NOT_WRITABLE/g)).toHaveLength(1);
  expect(stdout).toMatch(/FAILED +Data directory/);
  expect(status).toBe(4);
});
