// A department's share of the server: its database, its owner role, its application role that owns nothing, and the
// role that this one takes on to read what a scope has.
import pg, { escapeIdentifier, escapeLiteral } from 'pg';
import type { ClusterAddress, Credentials } from './cluster.ts';
import { openSecrets, type Secrets } from './secrets.ts';

/** How a department reaches its database. */
export interface DepartmentDatabase {
  readonly department: string;
  readonly database: string;
  /** For migrations: owns the database and its schema. */
  readonly ownerUrl: string;
  /** For everything else: owns nothing. */
  readonly appUrl: string;
}

interface Share {
  readonly department: string;
  readonly database: string;
  readonly owner: Credentials;
  readonly app: Credentials;
  /** Role that sees the rows of a scope only. */
  readonly scoped: string;
}

const shareOf = (department: string, secrets: Secrets): Share => {
  const { ownerPassword, appPassword } = secrets.of(department);
  return {
    department,
    database: `fournets_${department}`,
    owner: { user: `${department}_owner`, password: ownerPassword },
    app: { user: `${department}_app`, password: appPassword },
    scoped: `${department}_scoped`,
  };
};

const withClient = async <T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
};

const names = async (client: pg.Client, statement: string): Promise<Set<string>> => {
  const { rows } = await client.query<{ name: string }>(statement);
  return new Set(rows.map(({ name }) => name));
};

/** The password is set at every start, so that a data directory brought back from a backup opens. */
const roleStatement = ({ user, password }: Credentials, existing: ReadonlySet<string>): string =>
  `${existing.has(user) ? 'alter' : 'create'} role ${escapeIdentifier(user)} login nosuperuser nocreatedb nocreaterole
   noinherit noreplication nobypassrls password ${escapeLiteral(password)}`;

/** The application role may take on the scoped role, and has none of its rights before it does. */
const scopedRoleStatements = ({ app, scoped }: Share, existing: ReadonlySet<string>): string[] => {
  const [guest, narrow] = [escapeIdentifier(app.user), escapeIdentifier(scoped)];
  return [
    `${existing.has(scoped) ? 'alter' : 'create'} role ${narrow} nologin nosuperuser nocreatedb nocreaterole
     noinherit noreplication nobypassrls`,
    `grant ${narrow} to ${guest} with inherit false, set true`,
  ];
};

const createRoles = async (client: pg.Client, shares: readonly Share[]): Promise<void> => {
  const existing = await names(client, 'select rolname as name from pg_roles');
  const roles = shares.flatMap(({ owner, app }) => [owner, app]);
  const statements = [
    ...roles.map((role) => roleStatement(role, existing)),
    ...shares.flatMap((share) => scopedRoleStatements(share, existing)),
  ];
  // Else every role could look into the databases that belong to nobody.
  await client.query([...statements, 'revoke all on database postgres, template1 from public'].join(';\n'));
};

const createDatabases = async (client: pg.Client, shares: readonly Share[]): Promise<void> => {
  const existing = await names(client, 'select datname as name from pg_database');
  for (const { database, owner } of shares) {
    if (existing.has(database)) continue;
    await client.query(`create database ${escapeIdentifier(database)} owner ${escapeIdentifier(owner.user)}`);
  }
};

/** A database of a department, with its roles by name. */
export interface Rights {
  readonly database: string;
  readonly owner: string;
  readonly app: string;
}

/**
 * Grants on what the owner will make, never on what is there: a migration that takes a right away (an append-only
 * table) is not undone at the next start. Temporary tables are where an import collects its rows.
 */
export const grantStatements = ({ database, owner, app }: Rights): string => {
  const [base, boss, guest] = [database, owner, app].map(escapeIdentifier);
  const byDefault = `alter default privileges for role ${boss} in schema public grant`;
  return `
    revoke all on database ${base} from public;
    grant connect, temporary on database ${base} to ${guest};
    revoke all on schema public from public;
    grant usage on schema public to ${guest};
    ${byDefault} select, insert, update, delete on tables to ${guest};
    ${byDefault} usage, select on sequences to ${guest};`;
};

const databaseOf = (
  { urlOf }: ClusterAddress,
  { department, database, owner, app }: Share,
): DepartmentDatabase => ({
  department,
  database,
  ownerUrl: urlOf(database, owner),
  appUrl: urlOf(database, app),
});

/** How the departments reach a server that was provisioned before. */
export const departmentDatabases = (
  cluster: ClusterAddress,
  departments: readonly string[],
): DepartmentDatabase[] => {
  const secrets = openSecrets(cluster.dataDirectory, departments);
  return departments.map((department) => databaseOf(cluster, shareOf(department, secrets)));
};

/** Number of the advisory lock that whoever provisions holds: the letters PROV. */
const LOCK = 0x50524f56;

const grant = async (cluster: ClusterAddress, { database, owner, app }: Share): Promise<void> => {
  const boss = escapeIdentifier(owner.user);
  await withClient(cluster.urlOf(database, cluster.superuser), (client) =>
    client.query(`
      alter schema public owner to ${boss};
      ${grantStatements({ database, owner: owner.user, app: app.user })}`),
  );
};

/**
 * Makes what the departments need and is not there yet; a second time changes nothing. Of processes that start at once
 * one does so after the other: Postgres refuses to change a role or a database that another session is changing.
 */
export const provision = async (
  cluster: ClusterAddress,
  departments: readonly string[],
): Promise<DepartmentDatabase[]> =>
  withClient(cluster.urlOf('postgres', cluster.superuser), async (client) => {
    // Held until the connection ends: a database is not made within a transaction.
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const secrets = openSecrets(cluster.dataDirectory, departments);
    const shares = departments.map((department) => shareOf(department, secrets));
    await createRoles(client, shares);
    await createDatabases(client, shares);
    await Promise.all(shares.map((share) => grant(cluster, share)));
    return shares.map((share) => databaseOf(cluster, share));
  });
