import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { CodedError } from '../../../schema/errors.ts';
import {
  startCluster,
  type Cluster,
  type ClusterOptions,
  type Progress,
} from '../../../subgraphs/kit/postgres/cluster.ts';
import { freePort, LOOPBACK } from '../../../subgraphs/kit/postgres/host/port.ts';
import { openSecrets, pgDataOf, secretsFile } from '../../../subgraphs/kit/postgres/secrets.ts';
import { holdElsewhere, newDataDirectory, query } from '../../support/data-directory.ts';

let directory: ReturnType<typeof newDataDirectory>;
let running: Cluster[] = [];

const start = async (options: Partial<ClusterOptions> = {}): Promise<Cluster> => {
  const cluster = await startCluster({ dataDirectory: directory.path, ...options });
  running.push(cluster);
  return cluster;
};

/** The error of a start that is refused. */
const refusal = (options: Partial<ClusterOptions> = {}): Promise<Partial<CodedError>> =>
  start(options).then(
    () => ({}),
    (error: CodedError) => error,
  );

const stop = async (): Promise<void> => {
  for (const cluster of running) await cluster.stop();
  running = [];
};

beforeEach(() => {
  directory = newDataDirectory();
});

afterEach(async () => {
  await stop();
  await directory.remove();
});

it('makes the data on the first start and keeps it over a restart', async () => {
  const first = await start();
  expect(first.created).toBe(true);
  await query(first, 'create table kept as select 42 as answer');
  await stop();
  const second = await start();
  expect(second.created).toBe(false);
  expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

it('is durable, on the loopback address alone, with checksums and passwords', async () => {
  const cluster = await start();
  const [settings] = await query(
    cluster,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
       current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
       current_setting('data_checksums') as checksums`,
  );
  expect(settings).toEqual({ fsync: 'on', commit: 'on', addresses: LOOPBACK, sockets: '', checksums: 'on' });
  expect(cluster.host).toBe(LOOPBACK);
  const methods = await query(cluster, 'select distinct auth_method from pg_hba_file_rules');
  expect(methods).toEqual([{ auth_method: 'scram-sha-256' }]);
});

it('keeps the keys in a file of its owner, the same at every start', async () => {
  await start();
  const { pidKey } = openSecrets(directory.path, ['finance']);
  expect(pidKey).toHaveLength(32);
  expect(openSecrets(directory.path, ['finance']).of('finance').key).toHaveLength(32);
  expect(statSync(secretsFile(directory.path)).mode & 0o777).toBe(0o600);
  await stop();
  await start();
  expect(openSecrets(directory.path, []).pidKey).toEqual(pidKey);
});

it('does not make new keys when those of existing data are gone', async () => {
  await start();
  await stop();
  const keys = readFileSync(secretsFile(directory.path), 'utf8');
  rmSync(secretsFile(directory.path));
  expect(await refusal()).toMatchObject({ code: 'SECRETS_LOST' });
  expect(existsSync(secretsFile(directory.path))).toBe(false);
  writeFileSync(secretsFile(directory.path), keys.slice(0, 40));
  expect(await refusal()).toMatchObject({ code: 'SECRETS_UNREADABLE' });
});

it('says who holds the data directory', async () => {
  const cluster = await start();
  cluster.announce('http://127.0.0.1:4000');
  expect(await refusal()).toMatchObject({
    code: 'DATA_DIRECTORY_HELD',
    details: { pid: process.pid, address: 'http://127.0.0.1:4000' },
  });
  const elsewhere = holdElsewhere(directory.path);
  expect((await elsewhere.told('refused'))['error']).toContain(`held by process ${process.pid}`);
  expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('starts on the port that is asked for, and says who has it', async () => {
  const port = await freePort();
  expect((await start({ port })).port).toBe(port);
  await stop();
  const server = createServer().listen(port, LOOPBACK);
  await once(server, 'listening');
  expect(await refusal({ port })).toMatchObject({ code: 'PORT_TAKEN', details: { port } });
  server.close();
  await once(server, 'close');
  expect((await start({ port })).port).toBe(port);
});

it('refuses a directory with something else in it and leaves it as it is', async () => {
  mkdirSync(pgDataOf(directory.path), { recursive: true });
  writeFileSync(join(pgDataOf(directory.path), 'letter.txt'), 'dear');
  expect(await refusal()).toMatchObject({ code: 'DATA_DIRECTORY_BROKEN' });
  expect(readdirSync(pgDataOf(directory.path))).toEqual(['letter.txt']);
});

it('refuses the data of another Postgres', async () => {
  await start();
  await stop();
  writeFileSync(join(pgDataOf(directory.path), 'PG_VERSION'), '17\n');
  expect(await refusal()).toMatchObject({ code: 'DATA_DIRECTORY_VERSION', details: { found: '17' } });
});

it('refuses a damaged control file', async () => {
  await start();
  await stop();
  writeFileSync(join(pgDataOf(directory.path), 'global/pg_control'), randomBytes(8192));
  expect(await refusal()).toMatchObject({ code: 'DATA_DIRECTORY_BROKEN' });
});

it('refuses a path where no directory can be', async () => {
  mkdirSync(directory.path);
  writeFileSync(join(directory.path, 'file'), '');
  expect(await refusal({ dataDirectory: join(directory.path, 'file') })).toMatchObject({
    code: 'DATA_DIRECTORY_NOT_WRITABLE',
  });
});

it('makes the data again when the first start was killed in the middle', async () => {
  const elsewhere = holdElsewhere(directory.path);
  await elsewhere.told('creating');
  await elsewhere.kill();
  expect(existsSync(pgDataOf(directory.path))).toBe(false);
  const seen: Progress[] = [];
  const cluster = await start({ onProgress: (progress) => seen.push(progress) });
  expect(cluster.created).toBe(true);
  expect(seen[0]).toEqual({ kind: 'creating' });
  expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
});

it('steps down from root without user namespaces too, and changes back', async () => {
  if (process.getuid?.() !== 0) return void process.stderr.write('skipped: needs root to step down from\n');
  for (const path of ['/nowhere', process.env['PATH'], '/nowhere']) {
    const elsewhere = holdElsewhere(directory.path, { ...process.env, PATH: path });
    const { url } = await elsewhere.told('url');
    expect(String(url)).toMatch(/^postgres:/);
    expect(statSync(pgDataOf(directory.path)).uid).toBe(path === '/nowhere' ? 65534 : 0);
    await elsewhere.kill();
  }
});

it('leaves everything to the owner of the directory when root starts it', async () => {
  if (process.getuid?.() !== 0) return void process.stderr.write('skipped: needs root to step down from\n');
  const owner = 1000;
  mkdirSync(directory.path, { mode: 0o700 });
  chownSync(directory.path, owner, owner);
  const cluster = await start();
  expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  const owners = readdirSync(directory.path).map((name) => statSync(join(directory.path, name)).uid);
  expect(new Set(owners)).toEqual(new Set([owner]));
});
