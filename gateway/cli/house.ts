import { DEPARTMENT_NAMES, type DepartmentName } from '../../schema/departments.ts';
import type { Department } from '../../subgraphs/kit/department.ts';
import {
  runningCluster,
  startCluster,
  type ClusterAddress,
  type Progress,
} from '../../subgraphs/kit/postgres/cluster.ts';
import { provision, type DepartmentDatabase } from '../../subgraphs/kit/postgres/provision.ts';
import { openSecrets, type Secrets } from '../../subgraphs/kit/postgres/secrets.ts';
import type { Config } from '../config.ts';
import { assertReachable, notMigrated } from './reach.ts';

/** How a department's data is reached, and its keys. */
export interface DepartmentHome {
  readonly department: Department;
  /** Connection string of the application role. */
  readonly appUrl: string;
  /** Connection string of the owner role, for migrations and for planting. */
  readonly ownerUrl: string;
  readonly cipherKey: Buffer;
  readonly pidKey: Buffer;
  /** True when the database is on the embedded server. */
  readonly embedded: boolean;
  /** Migrations that opening the house ran. */
  readonly ran: readonly string[];
}

/** The databases of the departments that run here. */
export interface House {
  readonly homes: readonly DepartmentHome[];
  /** Tells a second start where this one is reached. */
  readonly announce: (address: string) => void;
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  readonly config: Config;
  /** Departments to open; those with a subgraph elsewhere are left to it. */
  readonly names: readonly DepartmentName[];
  /** Whether a server that another process runs on the data directory may be used. */
  readonly join: boolean;
  readonly onProgress: (progress: Progress) => void;
}

interface Server extends Pick<House, 'announce' | 'close'> {
  readonly address: ClusterAddress;
}

const nothing = async (): Promise<void> => undefined;

const joinServer = async ({ dataDirectory }: Config): Promise<Server | undefined> => {
  const address = await runningCluster(dataDirectory);
  return address && { address, announce: () => undefined, close: nothing };
};

const openServer = async ({ config, join, onProgress }: HouseOptions): Promise<Server> => {
  const joined = join ? await joinServer(config) : undefined;
  if (joined !== undefined) return joined;
  const cluster = await startCluster({ dataDirectory: config.dataDirectory, onProgress });
  return { address: cluster, announce: cluster.announce, close: cluster.stop };
};

/** Names whose database is not configured and so is embedded. */
const embeddedNames = ({ config, names }: HouseOptions): DepartmentName[] =>
  names.filter((name) => config.departments[name].databaseUrl === undefined);

const homeOf = (
  { config }: HouseOptions,
  department: Department,
  embedded: ReadonlyMap<string, DepartmentDatabase>,
): Omit<DepartmentHome, 'ran'> => {
  const { name } = department;
  const { databaseUrl, ownerDatabaseUrl, key } = config.departments[name];
  const home = embedded.get(name);
  const appUrl = databaseUrl ?? home?.appUrl ?? '';
  const secrets = (): Secrets => openSecrets(config.dataDirectory, DEPARTMENT_NAMES);
  return {
    department,
    appUrl,
    ownerUrl: ownerDatabaseUrl ?? home?.ownerUrl ?? appUrl,
    cipherKey: key ?? secrets().of(name).key,
    pidKey: config.pidKey ?? secrets().pidKey,
    embedded: home !== undefined,
  };
};

const upToDate = async (home: Omit<DepartmentHome, 'ran'>): Promise<DepartmentHome> => {
  const { migrate } = await import('../../subgraphs/kit/database/migrate.ts');
  try {
    return { ...home, ran: await migrate(home.ownerUrl, home.department) };
  } catch (error) {
    throw home.embedded ? error : notMigrated(home.department.name, error);
  }
};

/** Opens the departments' databases: the embedded server where none is configured, brought up to date. */
export const openHouse = async (options: HouseOptions): Promise<House> => {
  const embedded = embeddedNames(options);
  await Promise.all(options.names.map((name) => assertReachable(name, options.config.departments[name])));
  // Reading the departments' code takes about as long as Postgres takes to start: both at once.
  const reading = import('./departments.ts');
  const server = embedded.length === 0 ? undefined : await openServer(options);
  try {
    const { departments } = await reading;
    const provisioned = server === undefined ? [] : await provision(server.address, embedded);
    const byName = new Map(provisioned.map((database) => [database.department, database]));
    const homes = await Promise.all(
      options.names.map((name) => upToDate(homeOf(options, departments[name], byName))),
    );
    return {
      homes,
      announce: server?.announce ?? (() => undefined),
      close: server?.close ?? nothing,
    };
  } catch (error) {
    await server?.close();
    throw error;
  }
};
