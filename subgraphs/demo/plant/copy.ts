import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Writes rows in the text format of COPY to one table. */
export const copyRows = (client: Client, table: string, columns: string, text: string): Promise<void> =>
  pipeline(Readable.from([Buffer.from(text)]), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
