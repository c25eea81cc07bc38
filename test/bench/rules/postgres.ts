// What a bench reads in Postgres beside what it measures.
import pg from 'pg';
import type { District } from '../linked/district.ts';

/** Asks one statement of a database. */
export const query = async <Row>(
  url: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
};

/** Rows and index entries that the departments' tables have given so far, as Postgres counts them. */
export const rowsRead = async ({ databases }: District): Promise<number> => {
  let sum = 0;
  for (const { ownerUrl } of Object.values(databases)) {
    const [row] = await query<{ read: string }>(
      ownerUrl,
      `select sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) as read from pg_stat_user_tables`,
    );
    sum += Number(row?.read ?? 0);
  }
  return sum;
};
