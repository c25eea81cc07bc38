import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Writes rows in the text format of COPY to one table. */
export const copyRows = (client: Client, table: string, columns: string, bytes: Buffer): Promise<void> =>
  pipeline(Readable.from([bytes]), client.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
