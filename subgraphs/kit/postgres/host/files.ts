// Small file habits: error codes, files that may be missing, files replaced whole, free space.
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { CodedError } from '../../../../schema/errors.ts';

/** The system's name of an error (`ENOENT` …). */
export const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;

/** The text of a file; undefined when there is none. One that this account may not read is not ours to use. */
export const readIfPresent = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    if (codeOf(error) !== 'EACCES') throw error;
    throw new CodedError('DATA_DIRECTORY_NOT_WRITABLE', { dataDirectory: dirname(path) }, { cause: error });
  }
};

/** A file that root makes in somebody's directory belongs to that somebody, who may start without root tomorrow. */
export const inheritOwner = (path: string): void => {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
};

const sync = (path: string): void => {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
};

/** Puts a text in its place by way of a draft, so that nobody reads half of it. */
const placePrivately = (path: string, text: string, place: (draft: string, path: string) => void): void => {
  const draft = `${path}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    inheritOwner(draft);
    place(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Writes a file that only its owner may read unless it is there: of several processes one makes it, all read the same. */
export const createPrivately = (path: string, text: string): void => {
  try {
    placePrivately(path, text, linkSync);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};

/** Writes a file that only its owner may read: after a power cut it is the old one or the new one, never half. */
export const replacePrivately = (path: string, text: string): void => {
  placePrivately(path, text, renameSync);
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
