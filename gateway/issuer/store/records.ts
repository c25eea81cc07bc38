import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { issuerFolder, readIfPresent, replacePrivately } from './files.ts';

const StoredRecord = z.object({
  /** Milliseconds since 1970; null for what does not expire. */
  expiresAt: z.number().nullable(),
  payload: z.record(z.string(), z.unknown()),
});

export type StoredRecord = z.infer<typeof StoredRecord>;

/** Sessions, grants, codes and refresh tokens, each kept under its model's name and its id. */
export interface Records {
  readonly read: (model: string, id: string) => StoredRecord | undefined;
  readonly write: (model: string, id: string, record: StoredRecord) => void;
  readonly remove: (model: string, id: string) => void;
  /** The first record of a model that has a value in a member of its payload. */
  readonly findBy: (model: string, member: string, value: string) => StoredRecord | undefined;
  /** Removes the records of a model that have a value in a member of their payload. */
  readonly removeBy: (model: string, member: string, value: string) => void;
  /** Removes what has expired, and what can no longer be read. */
  readonly sweep: () => void;
}

/** Ids are secrets and may have any letters: neither belongs in the name of a file. */
const nameOf = (model: string, id: string): string =>
  `${model}-${createHash('sha256').update(id).digest('hex')}.json`;

const parse = (text: string): StoredRecord | undefined => {
  try {
    return StoredRecord.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const isLive = ({ expiresAt }: StoredRecord): boolean => expiresAt === null || Date.now() < expiresAt;

/**
 * Records as one file each, in the data directory: they survive a restart and a kill, and processes that share the
 * directory share them. Searches read every file of a model, which is enough for people who try something out.
 */
export const openRecords = (dataDirectory: string): Records => {
  const folder = path.join(issuerFolder(dataDirectory), 'records');
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  const readFile = (name: string): StoredRecord | undefined => {
    const text = readIfPresent(path.join(folder, name));
    const record = text === undefined ? undefined : parse(text);
    return record !== undefined && isLive(record) ? record : undefined;
  };
  const removeFile = (name: string): void => rmSync(path.join(folder, name), { force: true });
  const namesBy = (model: string, member: string, value: string): string[] =>
    readdirSync(folder).filter(
      (name) => name.startsWith(`${model}-`) && readFile(name)?.payload[member] === value,
    );

  return {
    read: (model, id) => readFile(nameOf(model, id)),
    write: (model, id, record) =>
      replacePrivately(path.join(folder, nameOf(model, id)), JSON.stringify(record)),
    remove: (model, id) => removeFile(nameOf(model, id)),
    findBy: (model, member, value) => {
      const [name] = namesBy(model, member, value);
      return name === undefined ? undefined : readFile(name);
    },
    removeBy: (model, member, value) => namesBy(model, member, value).forEach(removeFile),
    sweep: () =>
      readdirSync(folder)
        .filter((name) => readFile(name) === undefined)
        .forEach(removeFile),
  };
};
