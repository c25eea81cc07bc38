// The district that every stack of the linked query answers from: one Postgres, five databases, planted once.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { startCluster, type Cluster, type ClusterAddress } from '../../../subgraphs/kit/postgres/cluster.ts';
import { provision, type DepartmentDatabase } from '../../../subgraphs/kit/postgres/provision.ts';
import { UNTIL } from '../../support/demo/district.ts';
import { runToEnd, TOP, type Program } from '../machine/program.ts';
import type { Stage } from '../machine/stage.ts';

/** People of the district where nobody says: 27 of its institutions then have 100 seats or more. */
const PEOPLE = 20_000;
/** Key of person keys in every bench, so that a district planted twice has the same people. */
export const PID_KEY = Buffer.alloc(32, 1);
/** A day after the last month of the district, the same for all stacks. */
export const TODAY = '2026-11-15';
/**
 * Several stacks keep their pools open at the same moment, with workers each of them, and each pool has ten connections
 * for each of five departments, and one for its access log. All other settings are those of the embedded server.
 */
const MAX_CONNECTIONS = 400 + 60 * availableParallelism();

/** The databases, and how a command of the product reaches them. */
export interface District {
  /** Process of Postgres, the parent of its backends. */
  readonly postgres: number;
  readonly cluster: ClusterAddress;
  /** Where the secrets are, those of the demo issuer, too. */
  readonly dataDirectory: string;
  readonly databases: Readonly<Record<DepartmentName, DepartmentDatabase>>;
  readonly environment: Readonly<Record<string, string>>;
}

/** A command of the product. */
export const fournets = (args: readonly string[], env: Readonly<Record<string, string>>): Program => ({
  args: [join(TOP, 'gateway/cli/fournets.mjs'), '--json', ...args],
  env,
});

const environmentOf = (
  { dataDirectory }: Cluster,
  databases: readonly DepartmentDatabase[],
): Record<string, string> => ({
  FOURNETS_DATA: dataDirectory,
  FOURNETS_TODAY: TODAY,
  FOURNETS_PID_KEY: PID_KEY.toString('hex'),
  LOG_LEVEL: 'warn',
  // The load is one person, who asks more often than anybody does.
  RATE_LIMIT_PER_MINUTE: '0',
  PORT: '0',
  ...Object.fromEntries(
    databases.flatMap(({ department, appUrl, ownerUrl }) => [
      [`${department.toUpperCase()}_DATABASE_URL`, appUrl],
      [`${department.toUpperCase()}_OWNER_DATABASE_URL`, ownerUrl],
    ]),
  ),
});

/** After loading, Postgres would clean up and count by itself a minute later, in the middle of somebody's round. */
export const settle = async ({ ownerUrl }: Pick<DepartmentDatabase, 'ownerUrl'>): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query('vacuum (analyze)');
  await client.end();
};

/**
 * A server that has written little yet makes each segment of its log anew, 65 ms in which every commit waits; from its first
 * checkpoint on it takes old ones again, as a server that has been running for a while does.
 */
const checkpoint = async (cluster: Cluster): Promise<void> => {
  const client = new pg.Client({ connectionString: cluster.urlOf('postgres', cluster.superuser) });
  await client.connect();
  await client.query('checkpoint');
  await client.end();
};

/** Starts Postgres and plants a district of so many people. */
export const openDistrict = async (stage: Stage, people = PEOPLE): Promise<District> => {
  const cluster = await startCluster({
    dataDirectory: join(stage.directory, 'data'),
    settings: { max_connections: String(MAX_CONNECTIONS) },
  });
  stage.defer(cluster.stop);
  const databases = await provision(cluster, DEPARTMENT_NAMES);
  const environment = environmentOf(cluster, databases);
  await runToEnd(fournets(['seed', '--people', String(people), '--until', UNTIL], environment));
  for (const database of databases) await settle(database);
  await checkpoint(cluster);
  return {
    postgres: cluster.pid() ?? 0,
    cluster,
    dataDirectory: cluster.dataDirectory,
    databases: Object.fromEntries(databases.map((one) => [one.department, one])) as District['databases'],
    environment,
  };
};
