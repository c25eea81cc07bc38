import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startCluster, type Cluster, type Progress } from '../../../subgraphs/kit/postgres/cluster.ts';
import { pgDataOf } from '../../../subgraphs/kit/postgres/secrets.ts';
import { holdElsewhere, newDataDirectory, query, queryUrl } from '../../support/data-directory.ts';

let directory: ReturnType<typeof newDataDirectory>;
let cluster: Cluster | undefined;

beforeEach(() => {
  directory = newDataDirectory();
});

afterEach(async () => {
  await cluster?.stop();
  cluster = undefined;
  await directory.remove();
});

/** A promise and what fulfils it. */
const signal = (): { readonly given: Promise<void>; readonly give: () => void } => {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
};

/** Writes rows one by one until the server is gone; how many it acknowledged. */
const writeUntilGone = async (server: Cluster, onEach: (written: number) => void): Promise<number> => {
  const client = new pg.Client({ connectionString: server.urlOf('postgres', server.superuser) });
  client.on('error', () => undefined);
  await client.connect();
  let written = 0;
  try {
    for (;;) {
      await client.query('insert into fact values ($1)', [written + 1]);
      onEach(++written);
    }
  } catch {
    return written;
  }
};

it('loses no acknowledged write when Postgres is killed, and starts it again by itself', async () => {
  const back = signal();
  const seen: Progress['kind'][] = [];
  const onProgress = ({ kind }: Progress): void => {
    seen.push(kind);
    if (kind === 'restarted') back.give();
  };
  cluster = await startCluster({ dataDirectory: directory.path, onProgress });
  const server = cluster;
  const [pid, port] = [server.pid(), server.port];
  await query(server, 'create table fact (id integer primary key)');
  const written = await writeUntilGone(server, (count) => {
    if (count === 200) process.kill(pid ?? 0, 'SIGKILL');
  });
  await back.given;
  expect(written).toBeGreaterThanOrEqual(200);
  expect(seen.slice(-2)).toEqual(['died', 'restarted']);
  expect(server.pid()).not.toBe(pid);
  expect(server.port).toBe(port);
  const [row] = await query(server, `select count(*)::int as kept from fact where id <= ${written}`);
  expect(row).toEqual({ kept: written });
});

it('starts again every time Postgres is killed', async () => {
  let back = signal();
  const onProgress = ({ kind }: Progress): void => (kind === 'restarted' ? back.give() : undefined);
  cluster = await startCluster({ dataDirectory: directory.path, onProgress });
  for (let round = 0; round < 3; round += 1) {
    back = signal();
    process.kill(cluster.pid() ?? 0, 'SIGKILL');
    await back.given;
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
  }
});

it('takes over the server that a killed Node left behind, with its data', async () => {
  const elsewhere = holdElsewhere(directory.path);
  const { url, pid } = await elsewhere.told('url');
  await queryUrl(String(url), 'create table kept as select 42 as answer');
  await elsewhere.kill();
  expect(() => process.kill(Number(pid), 0)).not.toThrow();
  cluster = await startCluster({ dataDirectory: directory.path });
  expect(await query(cluster, 'select answer from kept')).toEqual([{ answer: 42 }]);
  expect(cluster.pid()).not.toBe(pid);
});

it('starts after Node and Postgres were killed together', async () => {
  const elsewhere = holdElsewhere(directory.path);
  const { url, pid } = await elsewhere.told('url');
  await queryUrl(String(url), 'create table kept as select 42 as answer');
  await elsewhere.kill();
  process.kill(Number(pid), 'SIGKILL');
  cluster = await startCluster({ dataDirectory: directory.path });
  expect(await query(cluster, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

it('does not take an unrelated process with the id of the dead for the holder or for Postgres', async () => {
  const elsewhere = holdElsewhere(directory.path);
  const { pid } = await elsewhere.told('url');
  await elsewhere.kill();
  process.kill(Number(pid), 'SIGKILL');
  const [lock, note] = [
    join(directory.path, 'holder.json'),
    join(pgDataOf(directory.path), 'postmaster.pid'),
  ];
  const unrelated = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  writeFileSync(lock, readFileSync(lock, 'utf8').replace(/"pid":\d+/, `"pid":${unrelated.pid}`));
  writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(unrelated.pid)));
  try {
    cluster = await startCluster({ dataDirectory: directory.path });
    expect(await query(cluster, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(unrelated.exitCode ?? unrelated.signalCode).toBeNull();
  } finally {
    unrelated.kill('SIGKILL');
  }
});

it('waits for a holder in another container to fall silent before it takes over', async () => {
  const first = await startCluster({ dataDirectory: directory.path });
  await first.stop();
  const lock = join(directory.path, 'holder.json');
  const foreign = { pid: 1, mark: '1', machine: 'another', since: new Date().toISOString(), address: null };
  writeFileSync(lock, JSON.stringify(foreign));
  const beating = setInterval(() => writeFileSync(lock, JSON.stringify(foreign)), 200);
  const refused = startCluster({ dataDirectory: directory.path });
  await expect(refused).rejects.toMatchObject({ code: 'DATA_DIRECTORY_HELD' });
  clearInterval(beating);
  cluster = await startCluster({ dataDirectory: directory.path });
  expect(cluster.pid()).toBeDefined();
});
