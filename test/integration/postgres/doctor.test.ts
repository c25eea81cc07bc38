import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startCluster } from '../../../subgraphs/kit/postgres/cluster.ts';
import { diagnose, type Check } from '../../../subgraphs/kit/postgres/doctor.ts';
import { freePort, LOOPBACK } from '../../../subgraphs/kit/postgres/host/port.ts';
import { pgDataOf, secretsFile } from '../../../subgraphs/kit/postgres/secrets.ts';
import { newDataDirectory } from '../../support/data-directory.ts';

let directory: ReturnType<typeof newDataDirectory>;
let port: number;

beforeEach(async () => {
  directory = newDataDirectory();
  port = await freePort();
});

afterEach(() => directory.remove());

const look = (): Promise<Check[]> => diagnose({ dataDirectory: directory.path, host: LOOPBACK, port });
const failures = (checks: readonly Check[]): (readonly [string, string])[] =>
  checks.filter(({ state }) => state === 'failed').map(({ id, detail }) => [id, detail] as const);

it('finds nothing wrong before the first start, while it runs and after it', async () => {
  expect(failures(await look())).toEqual([]);
  const cluster = await startCluster({ dataDirectory: directory.path });
  const running = await look();
  expect(failures(running)).toEqual([]);
  expect(running.find(({ id }) => id === 'holder')?.detail).toContain(`pid ${process.pid}`);
  expect(running.find(({ id }) => id === 'data')?.detail).toBe(`answers on port ${cluster.port}`);
  await cluster.stop();
  expect(failures(await look())).toEqual([]);
});

it('finds a taken port, lost keys and a damaged control file, each with advice in both languages', async () => {
  await (await startCluster({ dataDirectory: directory.path })).stop();
  const server = createServer().listen(port, LOOPBACK);
  await once(server, 'listening');
  writeFileSync(join(pgDataOf(directory.path), 'global/pg_control'), Buffer.alloc(8192, 1));
  rmSync(secretsFile(directory.path));
  const checks = await look();
  server.close();
  expect(failures(checks)).toEqual([
    ['port', 'PORT_TAKEN'],
    ['data', 'DATA_DIRECTORY_BROKEN'],
    ['secrets', 'SECRETS_LOST'],
  ]);
  for (const { advice } of checks.filter(({ state }) => state === 'failed'))
    expect([advice?.en, advice?.zh]).toEqual([expect.stringMatching(/\w/), expect.stringMatching(/[一-鿿]/)]);
});

it('finds a full disk, and a start says so before it writes', async () => {
  mkdirSync(directory.path);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', directory.path]);
  if (mounted.status !== 0)
    return void process.stderr.write(`skipped: cannot mount a small disk (${mounted.stderr})\n`);
  try {
    expect(failures(await look())).toEqual([['disk', 'DISK_FULL']]);
    const start = startCluster({ dataDirectory: directory.path });
    await expect(start).rejects.toMatchObject({ code: 'DISK_FULL' });
  } finally {
    spawnSync('umount', [directory.path]);
  }
});
