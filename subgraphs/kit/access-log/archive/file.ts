// Archives: gzipped lines of JSON, written whole or not at all.
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { inheritOwner } from '../../postgres/host/files.ts';
import type { AccessRow } from '../rows.ts';
import { fromArchiveLine, toArchiveLine } from './line.ts';

const sync = async (path: string): Promise<void> => {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
};

async function* linesOf(rows: AsyncIterable<AccessRow>): AsyncGenerator<string, void> {
  for await (const row of rows) yield toArchiveLine(row);
}

/** Writes an archive; it is on the disk when the promise is fulfilled. */
export const writeArchive = async (path: string, rows: AsyncIterable<AccessRow>): Promise<void> => {
  const draft = `${path}.draft`;
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  await piped(linesOf(rows), createGzip(), createWriteStream(draft, { mode: 0o600 }));
  inheritOwner(draft);
  await sync(draft);
  await rename(draft, path);
  if (process.platform !== 'win32') await sync(dirname(path));
};

async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf('\n'); end !== -1; end = rest.indexOf('\n')) {
      yield rest.subarray(0, end).toString('utf8');
      rest = rest.subarray(end + 1);
    }
  }
}

/** True where an archive is in its folder. */
export const hasArchive = (directory: string, file: string): boolean => existsSync(join(directory, file));

/** The rows of an archive, as far as it can be read: what is lost shows in the chain. */
export async function* readArchive(path: string): AsyncGenerator<AccessRow, void> {
  const unpacked = createGunzip();
  // Also told by the iteration below.
  pipeline(createReadStream(path), unpacked, () => undefined);
  try {
    for await (const line of splitLines(unpacked)) {
      const row = fromArchiveLine(line);
      if (row) yield row;
    }
  } catch {
    return;
  }
}
