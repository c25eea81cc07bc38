// Small file habits: error codes, files that may be missing, files replaced whole, free space.
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';

/** The system's name of an error (`ENOENT` …). */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

/** The text of a file; undefined when there is none. */
export const readIfPresent = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

const sync = (path: string): void => {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
};

/** Writes a file that only its owner may read: after a power cut it is the old one or the new one, never half. */
export const replacePrivately = (path: string, text: string): void => {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  if (process.platform !== 'win32') sync(dirname(path));
};

/** A path, or the nearest directory above it that exists. */
export const nearestExisting = (path: string): string =>
  existsSync(path) ? path : nearestExisting(dirname(path));

/** Bytes that an ordinary user can still write where the path is or will be. */
export const freeBytes = (path: string): number => {
  const { bavail, bsize } = statfsSync(nearestExisting(path));
  return bavail * bsize;
};
