// Whose rows the scoped role of a department sees: row-level security, behind what loaders ask for themselves.
import type { QueryRunner } from 'typeorm';
import type { DepartmentName } from '../../../schema/departments.ts';
import { CodedError } from '../../../schema/errors.ts';

/** The role that a department reads as within a scope. It cannot log in; the application role takes it on. */
export const scopedRoleOf = (department: DepartmentName): string => `${department}_scoped`;

/** The institutions of the scope in SQL; null, and so no rows, where no scope is set. */
const SCOPE = "(nullif(current_setting('fournets.scope', true), '')::text[])";

/** Rows that belong to an institution of the scope by one of these columns. */
export const byInstitution = (...columns: readonly string[]): string =>
  columns.map((column) => `${column} = any(${SCOPE})`).join(' or ');

/** Rows that share a column with a row of another table which belongs to an institution of the scope. */
export const byRowsOf = (table: string, column: string, other: string, otherColumn = column): string =>
  `exists (select from ${other} as own where own.${otherColumn} = ${table}.${column} and ${byInstitution('own.institution_code')})`;

/** Which rows of each table a scope has, as conditions in SQL; `true` for public registers. */
export type RowScopes = Readonly<Record<string, string>>;

const assertRole = async (db: QueryRunner, department: DepartmentName): Promise<void> => {
  const role = scopedRoleOf(department);
  const found: unknown[] = await db.query('select from pg_roles where rolname = $1', [role]);
  if (found.length === 0) throw new CodedError('SCOPED_ROLE_MISSING', { department, role });
};

/** Everything stays as it is for the table's owner and for whoever has rights on it already. */
const wholeForOthers = (table: string): string => `
  do $$
  declare others text;
  begin
    select string_agg(distinct quote_ident(pg_get_userbyid(role)), ', ') into others
    from (
      select relowner as role from pg_class where oid = '${table}'::regclass
      union all
      select acl.grantee from pg_class, aclexplode(relacl) as acl
      where pg_class.oid = '${table}'::regclass and acl.grantee <> 0
    ) as roles;
    execute format('create policy ${table}_whole on ${table} to %s using (true) with check (true)', others);
  end $$`;

/**
 * Shows the scoped role of a department these rows of its tables, and nothing else of its database. Security is forced:
 * a role without a policy sees nothing, whoever owns the table.
 */
export const scopeRows = async (
  db: QueryRunner,
  department: DepartmentName,
  scopes: RowScopes,
): Promise<void> => {
  await assertRole(db, department);
  const role = scopedRoleOf(department);
  await db.query(`grant usage on schema public to ${role}`);
  for (const [table, condition] of Object.entries(scopes)) {
    await db.query(wholeForOthers(table));
    await db.query(`create policy ${table}_scope on ${table} for select to ${role} using (${condition})`);
    await db.query(`grant select on ${table} to ${role}`);
    await db.query(`alter table ${table} enable row level security, force row level security`);
  }
};

/** Undoes `scopeRows`. */
export const unscopeRows = async (
  db: QueryRunner,
  department: DepartmentName,
  scopes: RowScopes,
): Promise<void> => {
  const role = scopedRoleOf(department);
  for (const table of Object.keys(scopes)) {
    await db.query(`alter table ${table} disable row level security, no force row level security`);
    await db.query(`revoke select on ${table} from ${role}`);
    await db.query(`drop policy ${table}_scope on ${table}`);
    await db.query(`drop policy ${table}_whole on ${table}`);
  }
  await db.query(`revoke usage on schema public from ${role}`);
};
