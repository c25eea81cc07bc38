// Scratch databases: a copy of a department's database beside it, to be thrown away.
import pg, { escapeIdentifier, type Client } from 'pg';
import { CodedError } from '../../../../schema/errors.ts';
import { grantStatements } from '../provision.ts';
import { copyDatabase } from './copy.ts';

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

/** What the name of a copy ends with: whatever is called like that is a copy and nothing else. */
const SUFFIX = '_scratch_copy';
/** Longest name of a database in bytes. Source: NAMEDATALEN of Postgres. */
const NAME_MAX = 63;

/** Number of the advisory lock that whoever copies a database holds: the letters SCRA. */
const LOCK = 0x53435241;

const INSUFFICIENT_PRIVILEGE = '42501';

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));
const roleOf = (url: string): string => decodeURIComponent(new URL(url).username);

const withDatabase = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = encodeURIComponent(database);
  return changed.href;
};

/** Name of the copy of a database. */
const scratchNameOf = (url: string): string => {
  const name = databaseOf(url);
  if (name.endsWith(SUFFIX)) throw new CodedError('SCRATCH_OF_SCRATCH', { database: name });
  return `${name.slice(0, NAME_MAX - SUFFIX.length)}${SUFFIX}`;
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

const drop = async (makerUrl: string, name: string): Promise<boolean> =>
  withClient(makerUrl, async (maker) => {
    const { rowCount } = await maker.query('select from pg_database where datname = $1', [name]);
    await maker.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
    return rowCount !== 0;
  });

const create = async ({ department, makerUrl, ownerUrl }: ScratchSource, name: string): Promise<void> => {
  const owner = roleOf(ownerUrl);
  try {
    await withClient(makerUrl, (maker) =>
      maker.query(`create database ${escapeIdentifier(name)} owner ${escapeIdentifier(owner)}`),
    );
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== INSUFFICIENT_PRIVILEGE) throw error;
    throw new CodedError('SCRATCH_NOT_ALLOWED', { department, role: roleOf(makerUrl) }, { cause: error });
  }
};

/** Fills an empty database of the name with a department's tables and rows. */
const fill = async (
  source: ScratchSource,
  from: Client,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly ownerUrl: string; readonly appUrl: string }> => {
  const ownerUrl = withDatabase(source.ownerUrl, name);
  await withClient(ownerUrl, (to) =>
    to.query(grantStatements({ database: name, owner: roleOf(source.ownerUrl), app: roleOf(source.appUrl) })),
  );
  await source.migrate(ownerUrl);
  await withClient(ownerUrl, (to) => copyDatabase({ from, to, leftOut: source.leftOut, signal }));
  return { ownerUrl, appUrl: withDatabase(source.appUrl, name) };
};

/**
 * Copies a database beside itself, while whoever works with it goes on. One process at a time has a copy of it; a copy
 * that a killed process left behind is removed first. SCRATCH_IN_USE, SCRATCH_NOT_ALLOWED.
 */
export const openScratch = async (source: ScratchSource, signal: AbortSignal): Promise<ScratchDatabase> => {
  const { department, makerUrl } = source;
  const name = scratchNameOf(source.ownerUrl);
  const from = new pg.Client({ connectionString: source.ownerUrl });
  // A connection that is lost shows at the next statement.
  from.on('error', () => undefined);
  await from.connect();
  const close = async (keep: boolean): Promise<void> => {
    if (!keep) await drop(makerUrl, name);
    await from.end();
  };
  try {
    // Held until the connection ends.
    const { rows } = await from.query<{ ours: boolean }>(`select pg_try_advisory_lock(${LOCK}) as ours`);
    if (rows[0]?.ours !== true) throw new CodedError('SCRATCH_IN_USE', { department });
  } catch (error) {
    await from.end();
    throw error;
  }
  try {
    const cleared = await drop(makerUrl, name);
    await create(source, name);
    return { database: name, ...(await fill(source, from, name, signal)), cleared, close };
  } catch (error) {
    await close(false);
    throw error;
  }
};
