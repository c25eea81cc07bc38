import pg from 'pg';
import type { DepartmentName } from '../../schema/departments.ts';
import { CodedError } from '../../schema/errors.ts';
import type { DepartmentConfig } from '../config.ts';

const CONNECT_TIMEOUT_MS = 10_000;

/** The system's or Postgres' code of an error. Never its message: that can name a password or the values of a row. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'no answer in time or not Postgres';

const variableOf = (department: DepartmentName, suffix: 'DATABASE_URL' | 'OWNER_DATABASE_URL'): string =>
  `${department.toUpperCase()}_${suffix}`;

/** An address that cannot be read is refused like one that leads nowhere. */
const connect = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  return client;
};

/** Uses a connection to a database elsewhere; one that cannot be had is a coded error that names the setting. */
export const withDatabase = async <T>(
  department: DepartmentName,
  variable: string,
  connectionString: string,
  use: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const refused = (error: unknown): CodedError =>
    new CodedError(
      'DATABASE_UNREACHABLE',
      { department, variable, reason: reasonOf(error) },
      { cause: error },
    );
  const client = await connect(connectionString).catch((error: unknown) => Promise.reject(refused(error)));
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

/** Refuses when a database elsewhere does not let a department's roles in. */
export const assertReachable = async (
  name: DepartmentName,
  { databaseUrl, ownerDatabaseUrl }: DepartmentConfig,
): Promise<void> => {
  const settings = [
    ['DATABASE_URL', databaseUrl],
    ['OWNER_DATABASE_URL', ownerDatabaseUrl],
  ] as const;
  for (const [suffix, url] of settings)
    if (url !== undefined) await withDatabase(name, variableOf(name, suffix), url, async () => undefined);
};

/** A database elsewhere that refused its migrations: most often the role owns nothing there. */
export const notMigrated = (department: DepartmentName, error: unknown): unknown =>
  error instanceof Error && 'code' in error && !(error instanceof CodedError)
    ? new CodedError(
        'DATABASE_NOT_MIGRATED',
        { department, variable: variableOf(department, 'OWNER_DATABASE_URL'), reason: reasonOf(error) },
        { cause: error },
      )
    : error;
