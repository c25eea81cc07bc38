// Who holds a data directory: a lock file that a killed holder or a reused process id cannot leave behind.
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CodedError } from '../../../../schema/errors.ts';
import { codeOf, inheritOwner, readIfPresent, replacePrivately } from './files.ts';
import { machineMark, processMark } from './process.ts';

/** A holder on another machine or in another container cannot be asked for; it shows that it lives by this. */
const HEARTBEAT_SECONDS = 5;
const DEAD_AFTER_SECONDS = 15;
const LOOK_AGAIN_MS = 500;

const Holder = z.object({
  pid: z.number(),
  mark: z.string(),
  machine: z.string(),
  since: z.string(),
  address: z.string().nullable(),
});

/** The process that holds a data directory. */
export type Holder = Readonly<z.infer<typeof Holder>>;

/** A data directory held by this process. */
export interface Hold {
  /** Tells others where the holder can be reached. */
  readonly announce: (address: string) => void;
  readonly release: () => void;
}

const lockOf = (dataDirectory: string): string => join(dataDirectory, 'holder.json');

const parse = (text: string): Holder | undefined => {
  try {
    return Holder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};

const beatAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const beats = async (path: string): Promise<boolean> => {
  const seen = beatAt(path);
  while (Date.now() - beatAt(path) < DEAD_AFTER_SECONDS * 1000) {
    if (beatAt(path) !== seen) return true;
    await sleep(LOOK_AGAIN_MS);
  }
  return false;
};

const lives = (holder: Holder, path: string): boolean | Promise<boolean> =>
  holder.machine === machineMark() ? processMark(holder.pid) === holder.mark : beats(path);

/** The living holder of a data directory. */
export const holderOf = async (dataDirectory: string): Promise<Holder | undefined> => {
  const path = lockOf(dataDirectory);
  const holder = parse(readIfPresent(path) ?? '');
  return holder !== undefined && (await lives(holder, path)) ? holder : undefined;
};

/** Puts the file there only if none is; the content is whole at any moment. */
const place = (path: string, text: string): boolean => {
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, text, { mode: 0o600 });
  inheritOwner(draft);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
};

/** Takes a dead holder's lock away; puts it back when somebody else took the place in between. */
const clearStale = (path: string, stale: string | undefined): void => {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== stale) linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
};

const beat = (path: string): void => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // Somebody deleted the directory: the server will say so, with more sense than a timer.
  }
};

const holdOf = (path: string, holder: Holder): Hold => {
  const heart = setInterval(() => beat(path), HEARTBEAT_SECONDS * 1000);
  heart.unref();
  return {
    announce: (address) => {
      replacePrivately(path, JSON.stringify({ ...holder, address }));
    },
    release: () => {
      clearInterval(heart);
      rmSync(path, { force: true });
    },
  };
};

/** Takes the data directory for this process; refuses, naming the holder, while another one lives. */
export const acquireHold = async (dataDirectory: string): Promise<Hold> => {
  const path = lockOf(dataDirectory);
  const self = { pid: process.pid, mark: processMark(process.pid) ?? '', machine: machineMark() };
  const holder = { ...self, since: new Date().toISOString(), address: null };
  for (;;) {
    if (place(path, JSON.stringify(holder))) return holdOf(path, holder);
    const text = readIfPresent(path);
    const other = parse(text ?? '');
    if (other !== undefined && (await lives(other, path))) {
      const { pid, since, address } = other;
      throw new CodedError('DATA_DIRECTORY_HELD', { dataDirectory, pid, since, address: address ?? '–' });
    }
    clearStale(path, text);
  }
};
