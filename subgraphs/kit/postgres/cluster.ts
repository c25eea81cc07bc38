// The embedded server of a data directory: taken, made if new, started, watched over, stopped.
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { codeOf } from './host/files.ts';
import { acquireHold, holderOf, type Hold } from './host/hold.ts';
import { assertPortUsable, freePort, LOOPBACK } from './host/port.ts';
import { openSecrets, pgDataOf, type Secrets } from './secrets.ts';
import { chooseAccount, type Account } from './server/account.ts';
import { assertSpace, createData, inspectData } from './server/create.ts';
import { locateBinaries } from './server/platform.ts';
import { clearLeftovers, runningPostmaster } from './server/postmaster.ts';
import { SETTINGS, type Settings } from './server/settings.ts';
import { supervise, type ServerEvent, type Supervised } from './server/supervise.ts';

/** A role and its password. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Where a running server is reached. */
export interface ClusterAddress {
  readonly dataDirectory: string;
  readonly host: string;
  readonly port: number;
  readonly superuser: Credentials;
  /** Connection string of a database for a role. */
  readonly urlOf: (database: string, role: Credentials) => string;
}

/** A server that this process started and keeps up. */
export interface Cluster extends ClusterAddress {
  /** True when this start made the data. */
  readonly created: boolean;
  /** Process id of the server; undefined while it is being restarted. */
  readonly pid: () => number | undefined;
  /** Tells a second start where this one is reached. Default: the server's own address. */
  readonly announce: (address: string) => void;
  /** Stops the server and lets go of the data directory. */
  readonly stop: () => Promise<void>;
}

/** What happens during a start and after it. */
export type Progress = { readonly kind: 'creating' | 'clearing' | 'starting' | 'ready' } | ServerEvent;

/** How to start a server. */
export interface ClusterOptions {
  readonly dataDirectory: string;
  /** Default: a port that is free. */
  readonly port?: number;
  /** Settings of Postgres in place of those in `settings.ts`; a test turns `fsync` off. */
  readonly settings?: Settings;
  readonly onProgress?: (progress: Progress) => void;
}

const UNWRITABLE = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

const prepare = (dataDirectory: string, account: Account): void => {
  try {
    mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
    for (const path of [dataDirectory, pgDataOf(dataDirectory)])
      if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (!UNWRITABLE.has(codeOf(error) ?? '')) throw error;
    throw new CodedError('DATA_DIRECTORY_NOT_WRITABLE', { dataDirectory }, { cause: error });
  }
  account.admit(dataDirectory);
};

/** How a server on this machine is reached. */
const clusterAddress = (dataDirectory: string, port: number, secrets: Secrets): ClusterAddress => ({
  dataDirectory,
  host: LOOPBACK,
  port,
  superuser: { user: 'postgres', password: secrets.superuserPassword },
  urlOf: (database, { user, password }) => `postgres://${user}:${password}@${LOOPBACK}:${port}/${database}`,
});

/** The server of a data directory that another process holds and keeps up; undefined when none runs. */
export const runningCluster = async (dataDirectory: string): Promise<ClusterAddress | undefined> => {
  const directory = resolve(dataDirectory);
  if ((await holderOf(directory)) === undefined) return undefined;
  const server = runningPostmaster(pgDataOf(directory));
  return server?.ready ? clusterAddress(directory, server.port, openSecrets(directory, [])) : undefined;
};

const makeOrAdopt = async (
  pgData: string,
  account: Account,
  secrets: Secrets,
  say: (progress: Progress) => void,
): Promise<boolean> => {
  const binaries = locateBinaries();
  if (inspectData(pgData, binaries.major) === 'absent') {
    say({ kind: 'creating' });
    await createData(binaries, account, pgData, secrets.superuserPassword);
    return true;
  }
  if (runningPostmaster(pgData)) say({ kind: 'clearing' });
  await clearLeftovers(pgData);
  account.own(pgData);
  return false;
};

const untilExit = (supervised: Supervised): (() => void) => {
  process.once('exit', supervised.abandon);
  return () => process.off('exit', supervised.abandon);
};

const startHeld = async (
  options: ClusterOptions,
  dataDirectory: string,
  account: Account,
  hold: Hold,
): Promise<Cluster> => {
  const say = options.onProgress ?? (() => undefined);
  const pgData = pgDataOf(dataDirectory);
  assertSpace(dataDirectory);
  const secrets = openSecrets(dataDirectory, []);
  const created = await makeOrAdopt(pgData, account, secrets, say);
  if (options.port !== undefined) await assertPortUsable(options.port);
  const port = options.port ?? (await freePort());
  say({ kind: 'starting' });
  const settings = { ...SETTINGS, ...options.settings };
  const supervised = await supervise({ binaries: locateBinaries(), account, pgData, port, settings }, say);
  const forget = untilExit(supervised);
  hold.announce(`postgres://${LOOPBACK}:${port}`);
  say({ kind: 'ready' });
  return {
    ...clusterAddress(dataDirectory, port, secrets),
    created,
    pid: supervised.pid,
    announce: hold.announce,
    stop: async () => {
      forget();
      await supervised.stop();
      hold.release();
    },
  };
};

/**
 * Starts the server of a data directory, made on the first start, on 127.0.0.1. A server that a killed process left
 * behind is stopped first. When the server dies it is started again on the same port.
 */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const dataDirectory = resolve(options.dataDirectory);
  const account = chooseAccount(dataDirectory);
  prepare(dataDirectory, account);
  const hold = await acquireHold(dataDirectory);
  try {
    return await startHeld(options, dataDirectory, account, hold);
  } catch (error) {
    hold.release();
    throw error;
  }
};
