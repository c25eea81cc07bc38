import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { CodedError } from '../../../schema/errors.ts';
import { indexed, parseManifest, type Manifest, type Stored } from './manifest.ts';

/** The manifests of clients, read again when their files change. */
export interface Manifests {
  /** What is agreed with a client; undefined for one that has no file. */
  readonly of: (clientId: string) => Stored | undefined;
  readonly close: () => void;
}

export interface ManifestsOptions {
  /** Folder with a file for each client; undefined where there is none. */
  readonly directory: string | undefined;
  /** Told of a file that became unusable; the client keeps what it had. */
  readonly onProblem: (error: CodedError) => void;
  /** How often the folder is looked at. Polled, since renames and network drives report no events. */
  readonly lookEveryMs?: number | undefined;
}

const LOOK_EVERY_MS = 1_000;

const SUFFIX = '.json';

/** The name of a client's file: its id, in which whatever a file name cannot have is percent-encoded. */
export const fileNameOf = (clientId: string): string => `${encodeURIComponent(clientId)}${SUFFIX}`;

const clientOf = (file: string): string => {
  try {
    return decodeURIComponent(file.slice(0, -SUFFIX.length));
  } catch (error) {
    throw new CodedError('MANIFEST_INVALID', { file, reason: 'its name is no client id' }, { cause: error });
  }
};

/** A file that was read, and by what it is seen to be another one. */
interface Seen {
  readonly version: string;
  readonly manifest: Manifest;
  readonly stored: Stored;
}

const failed = (file: string, error: unknown): CodedError =>
  error instanceof CodedError
    ? error
    : new CodedError('MANIFEST_INVALID', { file, reason: 'it cannot be read' }, { cause: error });

const readSeen = async (file: string, before: Seen | undefined): Promise<Seen> => {
  const { ino, mtimeMs, size } = await stat(file);
  const version = `${ino} ${mtimeMs} ${size}`;
  if (version === before?.version) return before;
  const manifest = parseManifest(file, await readFile(file, 'utf8'));
  return { version, manifest, stored: indexed(manifest) };
};

const filesIn = async (directory: string): Promise<string[]> => {
  try {
    return (await readdir(directory)).filter((name) => name.endsWith(SUFFIX) && !name.startsWith('.'));
  } catch (error) {
    throw failed(directory, error);
  }
};

/** The files of a folder by client; what `before` has and what is still as it was is not read again. */
const readFolder = async (
  directory: string,
  before: ReadonlyMap<string, Seen>,
  onProblem: (error: CodedError) => void,
): Promise<ReadonlyMap<string, Seen>> => {
  const seen = new Map<string, Seen>();
  for (const name of await filesIn(directory)) {
    const file = path.join(directory, name);
    try {
      const client = clientOf(name);
      const known = before.get(client);
      if (known !== undefined) seen.set(client, known);
      seen.set(client, await readSeen(file, known));
    } catch (error) {
      onProblem(failed(file, error));
    }
  }
  return seen;
};

/** The manifests of a folder as they are now. A file that cannot be used is refused. */
export const readManifests = async (directory: string): Promise<ReadonlyMap<string, Manifest>> => {
  const seen = await readFolder(directory, new Map(), (error) => {
    throw error;
  });
  return new Map([...seen].map(([client, { manifest }]) => [client, manifest]));
};

/** One problem is told of once, not with each look. */
const onceEach = (tell: (error: CodedError) => void): ((error: CodedError | undefined) => void) => {
  let told = '';
  return (error) => {
    if (error !== undefined && error.message !== told) tell(error);
    told = error?.message ?? '';
  };
};

/** Calls `look` again and again, one look at a time, until it is ended. */
const lookAgain = (look: () => Promise<void>, everyMs: number): (() => void) => {
  let ended = false;
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    timer = setTimeout(async () => {
      await look();
      if (!ended) wait();
    }, everyMs).unref();
  };
  wait();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
};

/**
 * Opens the manifests of a folder and follows its files. At the start each must be usable; later, one that is not
 * leaves its client what it had, and so does a folder that is away. A file that is removed ends what it said.
 */
export const openManifests = async ({
  directory,
  onProblem,
  lookEveryMs = LOOK_EVERY_MS,
}: ManifestsOptions): Promise<Manifests> => {
  if (directory === undefined) return { of: () => undefined, close: () => undefined };
  let seen = await readFolder(directory, new Map(), (error) => {
    throw error;
  });
  const tell = onceEach(onProblem);
  const look = async (): Promise<void> => {
    const problems: CodedError[] = [];
    try {
      seen = await readFolder(directory, seen, (error) => problems.push(error));
    } catch (error) {
      problems.push(failed(directory, error));
    }
    tell(problems[0]);
  };
  return { of: (clientId) => seen.get(clientId)?.stored, close: lookAgain(look, lookEveryMs) };
};
