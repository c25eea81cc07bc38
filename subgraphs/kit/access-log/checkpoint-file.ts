// The file outside the database that checkpoints are added to, one a line.
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { inheritOwner } from '../postgres/host/files.ts';
import { fromLine, toLine, type SignedCheckpoint } from './checkpoint.ts';

/** Where a department's checkpoints are. */
export const checkpointFile = (dataDirectory: string, department: string): string =>
  join(dataDirectory, 'checkpoints', `${department}.jsonl`);

/** Longer than any line. */
const TAIL_BYTES = 4096;

const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const directory = await open(dirname(path), 'r');
  await directory.sync();
  await directory.close();
};

const openForAppending = async (path: string): Promise<FileHandle> => {
  const isNew = !existsSync(path);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (isNew) inheritOwner(dirname(path));
  const file = await open(path, 'a+', 0o600);
  if (isNew) {
    inheritOwner(path);
    await syncDirectory(path);
  }
  return file;
};

/** The end of a file, as far as its lines are whole: a power cut may have left half of one. */
const wholeTail = async (file: FileHandle): Promise<{ text: string; size: number }> => {
  const { size } = await file.stat();
  const start = Math.max(0, size - TAIL_BYTES);
  const { buffer } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  const end = buffer.lastIndexOf('\n') + 1;
  return { text: buffer.subarray(0, end).toString('utf8'), size: start + end };
};

/**
 * Adds what is made of the last checkpoint of the file, undefined where there is none; it is on the disk when the
 * promise is fulfilled. Half a line at the end goes.
 */
export const addToFile = async (
  path: string,
  make: (last: SignedCheckpoint | undefined) => SignedCheckpoint,
): Promise<SignedCheckpoint> => {
  const file = await openForAppending(path);
  try {
    const { text, size } = await wholeTail(file);
    const checkpoint = make(fromLine(text.trimEnd().split('\n').at(-1) ?? ''));
    await file.truncate(size);
    await file.appendFile(toLine(checkpoint));
    await file.sync();
    return checkpoint;
  } finally {
    await file.close();
  }
};

/** How much of the file there is now; what is added later is not read. */
export const sizeNow = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** The lines of a file up to a size: checkpoints, and undefined for each line that is none. */
export async function* readFile(
  path: string,
  size: number,
): AsyncGenerator<SignedCheckpoint | undefined, void> {
  if (size === 0) return;
  const input = createReadStream(path, { end: size - 1 });
  for await (const line of createInterface({ input, crlfDelay: Infinity })) yield fromLine(line);
}
