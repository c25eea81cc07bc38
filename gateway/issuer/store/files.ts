import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the issuer in a data directory. Only its owner may look inside. */
export const issuerFolder = (dataDirectory: string): string => path.join(dataDirectory, 'issuer');

/** The system's name of an error (`ENOENT` …). */
const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** The text of a file; undefined where there is none. */
export const readIfPresent = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
};

/** Puts a text in its place by way of a draft, so that nobody reads half of it. */
const placePrivately = (file: string, text: string, place: (draft: string, file: string) => void): void => {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    place(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
};

/** Writes a file that only its owner may read; one that is there is replaced. */
export const replacePrivately = (file: string, text: string): void => placePrivately(file, text, renameSync);

/** Writes a file that only its owner may read unless it is there: of several processes one makes it, all read the same. */
export const createPrivately = (file: string, text: string): void => {
  try {
    placePrivately(file, text, linkSync);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
};
