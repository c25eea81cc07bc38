// Starting the server once and waiting until it takes connections.
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';
import { faultOf } from './faults.ts';
import type { Binaries } from './platform.ts';
import { readPostmaster } from './postmaster.ts';
import { asArguments, type Settings } from './settings.ts';
import { codeOf, inheritOwner } from '../host/files.ts';

const LOOK_AGAIN_MS = 10;

/** What a server is started with. */
export interface Launch {
  readonly binaries: Binaries;
  readonly account: Account;
  readonly pgData: string;
  readonly port: number;
  readonly settings: Settings;
}

/** A server that takes connections. */
export interface Server {
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

const keepPreviousLog = (path: string): void => {
  try {
    renameSync(path, `${path}.previous`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
};

/** The log is a file and not a pipe: the server outlives a Node that is killed, and must be able to write. */
const spawnServer = ({ binaries, account, pgData, port, settings }: Launch, log: string): ChildProcess => {
  keepPreviousLog(log);
  const file = openSync(log, 'a', 0o600);
  inheritOwner(log);
  try {
    const args = ['-D', pgData, '-p', String(port), ...asArguments(settings)];
    // Detached: Ctrl-C in the terminal reaches Node alone, which stops the server last.
    return account.spawn(binaries.postgres, args, { stdio: ['ignore', file, file], detached: true });
  } finally {
    closeSync(file);
  }
};

/** Starts the server. It may take long after a crash, while it recovers; there is no time limit. */
export const launch = async (options: Launch): Promise<Server> => {
  const dataDirectory = dirname(options.pgData);
  const log = join(dataDirectory, 'postgres.log');
  const child = spawnServer(options, log);
  let over: string | undefined;
  const ended = once(child, 'exit').then(
    () => void (over = ''),
    (error: Error) => void (over = error.message),
  );
  while (over === undefined) {
    const note = readPostmaster(options.pgData);
    if (child.pid !== undefined && note?.pid === child.pid && note.ready) return { pid: child.pid, ended };
    await sleep(LOOK_AGAIN_MS);
  }
  const { major } = options.binaries;
  throw faultOf(`${readFileSync(log, 'utf8')}\n${over}`, { dataDirectory, major, port: options.port });
};
