// What of a department's database is copied, and what keeps its rows from coming in any order.
import { escapeIdentifier, type Client } from 'pg';

/** A table with the columns that rows are written to. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * The tables of a database, but for those that are left out and those whose rows belong to rows of theirs.
 */
export const tablesToCopy = async (client: Client, leftOut: readonly string[]): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `with recursive gone as (
       select oid from pg_class where relnamespace = 'public'::regnamespace and relname = any($1)
        union
       select conrelid from pg_constraint join gone on confrelid = gone.oid where contype = 'f')
     select relname::text as name, array_agg(attname::text order by attnum) as columns
       from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = 'public'::regnamespace and relkind = 'r' and pg_class.oid not in (select oid from gone)
        and attnum > 0 and not attisdropped and attgenerated = ''
      group by relname order by relname`,
    [leftOut],
  );
  return rows;
};

/** Runs statements now; the result runs others. */
const andBack = async (
  client: Client,
  statements: readonly { readonly now: string; readonly later: string }[],
): Promise<() => Promise<void>> => {
  for (const { now } of statements) await client.query(now);
  return async () => {
    for (const { later } of statements) await client.query(later);
  };
};

/** Takes the foreign keys away; the result puts them back, which checks every row. */
export const withoutForeignKeys = async (client: Client): Promise<() => Promise<void>> => {
  const { rows } = await client.query<{ now: string; later: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as now,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as later
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  return andBack(client, rows);
};

/**
 * Lets the owner of the tables write past triggers and row-level security, which COPY does not work under; the result
 * ends that.
 */
export const withoutGuards = async (client: Client): Promise<() => Promise<void>> => {
  const { rows } = await client.query<{ now: string; later: string }>(
    `select format('alter table %s disable trigger user, no force row level security', oid::regclass) as now,
            format('alter table %s enable trigger user%s', oid::regclass,
              case when relforcerowsecurity then ', force row level security' else '' end) as later
       from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return andBack(client, rows);
};

/** Has what numbers the rows of a table go on behind the rows that are there. */
export const continueNumbers = async (client: Client, { name, columns }: Table): Promise<void> => {
  for (const column of columns)
    await client.query(
      `select setval(sequence, greatest(1, (select coalesce(max(${escapeIdentifier(column)}::text::numeric), 0)::bigint + 1 from ${escapeIdentifier(name)})), false)
         from pg_get_serial_sequence($1, $2) as sequence where sequence is not null`,
      [`public.${escapeIdentifier(name)}`, column],
    );
};
