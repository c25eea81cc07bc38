// Making the data of a new server: initdb beside the final place, then a rename, so that half a directory is never taken for one.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError } from '../../../../schema/errors.ts';
import { freeBytes, readIfPresent } from '../host/files.ts';
import type { Account } from './account.ts';
import { faultOf } from './faults.ts';
import type { Binaries } from './platform.ts';
import { run } from './run.ts';

/** A new server takes 40 MB and writes its first two WAL segments of 16 MB; the rest is room to work. */
const MEGABYTES_TO_START = 200;
const MEGABYTE = 1_000_000;
const DRAFT = 'initdb-';

/** What stands where the server keeps its data. */
export type DataState = 'absent' | 'present';

/** Looks at the server's data without a server; refuses what is neither its data nor nothing. */
export const inspectData = (pgData: string, major: number): DataState => {
  const dataDirectory = dirname(pgData);
  const version = readIfPresent(join(pgData, 'PG_VERSION'))?.trim();
  if (version === undefined) {
    if (entriesOf(pgData).length === 0) return 'absent';
    throw new CodedError('DATA_DIRECTORY_BROKEN', { dataDirectory, reason: `${pgData} has no PG_VERSION` });
  }
  if (version === String(major)) return 'present';
  throw new CodedError('DATA_DIRECTORY_VERSION', { dataDirectory, found: version, wanted: major });
};

const entriesOf = (directory: string): string[] => {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
};

/** Refuses to start where Postgres would soon run out of space. */
export const assertSpace = (dataDirectory: string): void => {
  const free = Math.floor(freeBytes(dataDirectory) / MEGABYTE);
  if (free < MEGABYTES_TO_START) throw new CodedError('DISK_FULL', { dataDirectory, free });
};

/** An initdb that outlived its Node may still write into its draft: what stays goes the next time. */
const removeDrafts = (dataDirectory: string): void => {
  for (const name of entriesOf(dataDirectory).filter((entry) => entry.startsWith(DRAFT))) {
    try {
      rmSync(join(dataDirectory, name), { recursive: true, force: true });
    } catch {
      continue;
    }
  }
};

const initdbArguments = (draft: string, passwordFile: string): string[] => [
  ...['-D', draft, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
  // The builtin provider sorts by code point and is the same on every system; Chinese order is asked for by column.
  ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
  '--no-instructions',
];

/** Makes the server's data: afterwards it is there whole and on the disk, or not at all. */
export const createData = async (
  binaries: Binaries,
  account: Account,
  pgData: string,
  password: string,
): Promise<void> => {
  const dataDirectory = dirname(pgData);
  removeDrafts(dataDirectory);
  const draft = join(dataDirectory, `${DRAFT}${randomUUID()}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [draft, passwordFile]) account.own(path);
  const { ok, stderr } = await run(account, binaries.initdb, initdbArguments(draft, passwordFile));
  if (ok) {
    rmSync(pgData, { recursive: true, force: true });
    renameSync(draft, pgData);
  }
  removeDrafts(dataDirectory);
  if (!ok) throw faultOf(stderr, { dataDirectory, major: binaries.major });
};
