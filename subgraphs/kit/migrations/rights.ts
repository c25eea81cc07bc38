/** Statements for each role but the owner that has rights on a table or view; `%I` in them is its name. */
const forGuests = (table: string, ...statements: readonly string[]): string => `
  do $$
  declare guest text;
  begin
    for guest in
      select distinct pg_get_userbyid(acl.grantee)
      from pg_class, aclexplode(relacl) as acl
      where pg_class.oid = '${table}'::regclass and acl.grantee not in (relowner, 0)
    loop
      ${statements.map((statement) => `execute format('${statement}', guest);`).join('\n      ')}
    end loop;
  end $$`;

/**
 * Takes all rights on a table or view from everybody but its owner, then gives some back: the default of a department's
 * database is that its application role may also update and delete.
 */
export const leaveOnly = (table: string, rights: string): string =>
  forGuests(table, `revoke all on ${table} from %I`, `grant ${rights} on ${table} to %I`);

/** Takes from everybody but the owner what the rows of a table must not meet: they are only ever added to. */
export const revokeChanges = (table: string): string =>
  forGuests(table, `revoke update, delete, truncate on ${table} from %I`);
