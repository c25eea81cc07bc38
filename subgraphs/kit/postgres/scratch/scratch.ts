// Scratch databases: a copy of a department's database beside it, to be thrown away.
import pg, { escapeIdentifier, type Client } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { grantStatements, type Rights } from '../provision.ts';
import { copyDatabase, type CopyProgress } from './copy.ts';
import { scratchNameOf } from './name.ts';

/** A department's database, to be copied as it stands. */
export interface ScratchSource {
  readonly department: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** Connection string of whoever may make databases on the server. */
  readonly makerUrl: string;
  /** Makes the department's tables in an empty database, as its owner. */
  readonly migrate: (ownerUrl: string) => Promise<unknown>;
  /** Tables that are not copied, nor those whose rows belong to theirs. */
  readonly leftOut: readonly string[];
}

/** A copy of a department's database. */
export interface ScratchDatabase {
  readonly database: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  /** True when an earlier run had left a copy: it is gone now. */
  readonly cleared: boolean;
  /** Removes the copy, or leaves it to be looked at: the next one takes its place. */
  readonly close: (keep: boolean) => Promise<void>;
}

/** Number of the advisory lock that whoever copies a database holds: the letters SCRA. */
const LOCK = 0x53435241;

const INSUFFICIENT_PRIVILEGE = '42501';

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = encodeURIComponent(database);
  return changed.href;
};

const withClient = async <T>(url: string, use: (client: Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** The database and the role of a connection string, as the server knows them. */
const knownTo = (url: string): Promise<{ readonly database: string; readonly role: string }> =>
  withClient(url, async (client) => {
    const { rows } = await client.query<{ database: string; role: string }>(
      'select current_database() as database, current_user as role',
    );
    return rows[0]!;
  });

const drop = async (makerUrl: string, name: string): Promise<boolean> =>
  withClient(makerUrl, async (maker) => {
    const { rowCount } = await maker.query('select from pg_database where datname = $1', [name]);
    await maker.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    return rowCount !== 0;
  });

const create = async (
  { department, makerUrl }: ScratchSource,
  name: string,
  owner: string,
): Promise<void> => {
  try {
    await withClient(makerUrl, (maker) =>
      maker.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}`),
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new CodedError('SCRATCH_NOT_ALLOWED', { department, role: owner }, { cause: error });
  }
};

/** Fills an empty database with a department's tables and rows. */
const fill = async (
  source: ScratchSource,
  from: Client,
  rights: Rights,
  progress: CopyProgress,
): Promise<Pick<ScratchDatabase, 'ownerUrl' | 'appUrl'>> => {
  const ownerUrl = withDatabase(source.ownerUrl, rights.database);
  await withClient(ownerUrl, (to) => to.query(grantStatements(rights)));
  await source.migrate(ownerUrl);
  await withClient(ownerUrl, (to) => copyDatabase({ from, to, leftOut: source.leftOut, ...progress }));
  return { ownerUrl, appUrl: withDatabase(source.appUrl, rights.database) };
};

/** Nobody else copies the database until the connection ends. */
const takeLock = async (from: Client, department: string): Promise<void> => {
  const { rows } = await from.query<{ ours: boolean }>(`select pg_try_advisory_lock(${LOCK}) as ours`);
  if (rows[0]?.ours !== true) throw new CodedError('SCRATCH_IN_USE', { department });
};

/**
 * Copies a database beside itself, while whoever works with it goes on. One process at a time has a copy of it; a copy
 * that an earlier one left is removed first. SCRATCH_IN_USE, SCRATCH_NOT_ALLOWED, SCRATCH_OF_SCRATCH.
 */
export const openScratch = async (
  source: ScratchSource,
  progress: CopyProgress,
): Promise<ScratchDatabase> => {
  const { department, makerUrl, ownerUrl, appUrl } = source;
  const { database, role: owner } = await knownTo(ownerUrl);
  const { role: app } = await knownTo(appUrl);
  const name = scratchNameOf(database);
  const from = new pg.Client({ connectionString: ownerUrl });
  // A connection that is lost shows at the next statement.
  from.on('error', () => undefined);
  await from.connect();
  const close = async (keep: boolean): Promise<void> => {
    if (!keep) await drop(makerUrl, name);
    await from.end();
  };
  try {
    await takeLock(from, department);
  } catch (error) {
    await from.end();
    throw error;
  }
  try {
    const cleared = await drop(makerUrl, name);
    await create(source, name, owner);
    const filled = await fill(source, from, { database: name, owner, app }, progress);
    return { database: name, ...filled, cleared, close };
  } catch (error) {
    await close(false);
    throw error;
  }
};
