// The server that runs on some data, ours or left behind by a killed Node: finding it, stopping it, clearing its lock.
import { readdirSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readIfPresent } from '../host/files.ts';
import { processMark } from '../host/process.ts';

const LOOK_AGAIN_MS = 20;
/** A fast shutdown writes a checkpoint first; then an immediate one, which recovers at the next start. */
const FAST_SHUTDOWN_SECONDS = 30;
const IMMEDIATE_SHUTDOWN_SECONDS = 5;

/** What a server says of itself in `postmaster.pid`. Source: Postgres 18, `pidfile.h`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const pidFile = (pgData: string): string => join(pgData, 'postmaster.pid');

/** The server's own note; it may be left from one that was killed. */
export const readPostmaster = (pgData: string): Postmaster | undefined => {
  const lines = readIfPresent(pidFile(pgData))?.split('\n');
  return lines && { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
};

const workingDirectory = (pid: string): string | undefined => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
};

/** Every process of Postgres works in its data: so a reused process id is never taken for the server. */
const linuxProcesses = (pgData: string): number[] => {
  const place = realpathSync(pgData);
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && workingDirectory(entry) === place)
    .map(Number);
};

const namedProcesses = (pgData: string): number[] => {
  const pid = readPostmaster(pgData)?.pid;
  if (pid === undefined) return [];
  if (process.platform === 'win32') return processMark(pid) === undefined ? [] : [pid];
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes(pgData) ? [pid] : [];
};

/** Processes of Postgres that work on the data: the server, and on Linux also its workers. */
const processesOn = (pgData: string): number[] =>
  process.platform === 'linux' ? linuxProcesses(pgData) : namedProcesses(pgData);

/** The server that runs on the data. */
export const runningPostmaster = (pgData: string): Postmaster | undefined => {
  const note = readPostmaster(pgData);
  return note && processesOn(pgData).includes(note.pid) ? note : undefined;
};

/** Sends a signal to a process that may have ended by itself. */
export const signalProcess = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // It is gone.
  }
};

const allGone = async (pids: readonly number[], seconds: number): Promise<boolean> => {
  const end = Date.now() + seconds * 1000;
  while (pids.some((pid) => processMark(pid) !== undefined)) {
    if (Date.now() > end) return false;
    await sleep(LOOK_AGAIN_MS);
  }
  return true;
};

/** Stops a server: fast, else at once. Nothing that was acknowledged is lost either way. */
export const stopPostmaster = async (pid: number): Promise<void> => {
  signalProcess(pid, 'SIGINT');
  if (await allGone([pid], FAST_SHUTDOWN_SECONDS)) return;
  signalProcess(pid, 'SIGQUIT');
  if (await allGone([pid], IMMEDIATE_SHUTDOWN_SECONDS)) return;
  signalProcess(pid, 'SIGKILL');
};

/**
 * Leaves nothing of an earlier server on the data: stops it, ends workers that outlived it, and removes a note
 * whose process is gone (Postgres would take any process with that id for itself).
 */
export const clearLeftovers = async (pgData: string): Promise<void> => {
  const server = runningPostmaster(pgData);
  if (server) await stopPostmaster(server.pid);
  const workers = processesOn(pgData);
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of workers) signalProcess(pid, name);
    if (await allGone(workers, IMMEDIATE_SHUTDOWN_SECONDS)) break;
  }
  rmSync(pidFile(pgData), { force: true });
};
