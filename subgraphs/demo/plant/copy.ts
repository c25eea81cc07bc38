import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Writes rows in the text format of COPY to one table. */
export const copyRows = (client: Client, table: string, columns: string, bytes: Buffer): Promise<void> =>
  pipeline(Readable.from([bytes]), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));

/** The same for a table that may have some of the rows: those stay as they are. */
export const mergeRows = async (
  client: Client,
  table: string,
  columns: string,
  bytes: Buffer,
): Promise<void> => {
  await client.query(
    `create temporary table sown on commit drop as select ${columns} from ${table} with no data`,
  );
  await copyRows(client, 'sown', columns, bytes);
  await client.query(`insert into ${table} (${columns}) select ${columns} from sown on conflict do nothing`);
  await client.query('drop table sown');
};
