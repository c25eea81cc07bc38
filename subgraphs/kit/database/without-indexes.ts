import type { Client } from 'pg';

interface Index {
  readonly drop: string;
  readonly create: string;
}

/** Unique constraints and indexes of the tables, except primary keys, as statements that drop and make them. */
const indexesOf = async (client: Client, tables: readonly string[]): Promise<Index[]> => {
  const { rows } = await client.query<Index>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as create
       from pg_constraint where contype = 'u' and conrelid = any($1::regclass[])
      union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
       from pg_index where indrelid = any($1::regclass[])
        and not exists (select from pg_constraint where conindid = indexrelid)`,
    [tables],
  );
  return rows;
};

/** Takes the indexes away, so that rows go in faster; the result puts them back as they were. */
export const withoutIndexes = async (
  client: Client,
  tables: readonly string[],
): Promise<() => Promise<void>> => {
  const indexes = await indexesOf(client, tables);
  for (const { drop } of indexes) await client.query(drop);
  return async () => {
    await client.query('set local max_parallel_maintenance_workers = 0');
    await client.query("set local maintenance_work_mem = '256MB'");
    for (const { create } of indexes) await client.query(create);
  };
};
