/**
 * Takes all rights on a table or view from everybody but its owner, then gives some back: the default of a department's
 * database is that its application role may also update and delete.
 */
export const leaveOnly = (table: string, rights: string): string => `
  do $$
  declare guest text;
  begin
    for guest in
      select distinct pg_get_userbyid(acl.grantee)
      from pg_class, aclexplode(relacl) as acl
      where pg_class.oid = '${table}'::regclass and acl.grantee not in (relowner, 0)
    loop
      execute format('revoke all on ${table} from %I', guest);
      execute format('grant ${rights} on ${table} to %I', guest);
    end loop;
  end $$`;
