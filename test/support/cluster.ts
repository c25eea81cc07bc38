// One Postgres for a whole jest run, and databases in it for single tests.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg, { escapeIdentifier } from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import {
  runningCluster,
  startCluster,
  type Cluster,
  type ClusterAddress,
} from '../../subgraphs/kit/postgres/cluster.ts';
import { holderOf } from '../../subgraphs/kit/postgres/host/hold.ts';
import { departmentDatabases, provision } from '../../subgraphs/kit/postgres/provision.ts';
import { pgDataOf } from '../../subgraphs/kit/postgres/secrets.ts';
import { clearLeftovers } from '../../subgraphs/kit/postgres/server/postmaster.ts';

const PREFIX = 'fournets-jest-';
/** How the workers of jest learn where the cluster is. */
const VARIABLE = 'FOURNETS_TEST_DATA_DIRECTORY';

/** A run that was killed leaves its server behind: the next run ends it. */
const sweep = async (): Promise<void> => {
  const left = readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));
  for (const directory of left.map((name) => join(tmpdir(), name))) {
    if (!existsSync(pgDataOf(directory)) || (await holderOf(directory))) continue;
    await clearLeftovers(pgDataOf(directory));
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Starts the cluster of a jest run, with the roles and the empty databases of all departments. */
export const startTestCluster = async (): Promise<Cluster> => {
  await sweep();
  const dataDirectory = mkdtempSync(join(tmpdir(), PREFIX));
  const cluster = await startCluster({
    dataDirectory,
    settings: { fsync: 'off', synchronous_commit: 'off', shared_buffers: '64MB', max_connections: '200' },
  });
  await provision(cluster, DEPARTMENT_NAMES);
  process.env[VARIABLE] = dataDirectory;
  return cluster;
};

/** Stops the cluster of a jest run and removes its data. */
export const stopTestCluster = async (cluster: Cluster): Promise<void> => {
  await cluster.stop();
  rmSync(cluster.dataDirectory, { recursive: true, force: true });
};

/** A database of a department's shape for one test file. */
export interface TestDatabase {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly drop: () => Promise<void>;
}

const withName = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = database;
  return changed.href;
};

const asSuperuser = async (url: string, ...statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

/**
 * Makes a database like a department's in a cluster, with its owner and application role. `template` is the name of the
 * database to copy, with nobody connected to it; default: the department's own, which has no tables in a run of tests.
 */
export const createDatabaseIn = async (
  cluster: ClusterAddress,
  department: DepartmentName,
  template = `fournets_${department}`,
): Promise<TestDatabase> => {
  const [access] = departmentDatabases(cluster, [department]);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const superuserUrl = cluster.urlOf('postgres', cluster.superuser);
  await asSuperuser(
    superuserUrl,
    `create database ${name} template ${escapeIdentifier(template)} owner ${department}_owner`,
    `revoke all on database ${name} from public`,
    `grant connect, temporary on database ${name} to ${department}_app`,
  );
  return {
    ownerUrl: withName(access?.ownerUrl ?? '', name),
    appUrl: withName(access?.appUrl ?? '', name),
    drop: () => asSuperuser(superuserUrl, `drop database ${name} with (force)`),
  };
};

/** The same in the cluster of the run of tests. */
export const createDatabase = async (
  department: DepartmentName,
  template?: string,
): Promise<TestDatabase> => {
  const cluster = await runningCluster(process.env[VARIABLE] ?? '');
  if (cluster === undefined)
    throw new Error('no test cluster runs: is globalSetup wired in jest.config.mjs?');
  return createDatabaseIn(cluster, department, template);
};
