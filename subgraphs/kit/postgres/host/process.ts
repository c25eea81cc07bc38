// Telling one process from another: start time of a process, identity of the machine it runs on.
import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

const unlessMissing = (read: () => string): string | undefined => {
  try {
    return read();
  } catch {
    return undefined;
  }
};

/** Fields of `/proc/<pid>/stat` behind the command name, which may itself hold blanks. Source: proc(5). */
const linuxMark = (pid: number): string | undefined => {
  const stat = unlessMissing(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, started] = [fields?.[0], fields?.[19]];
  return state === undefined || 'ZX'.includes(state) ? undefined : started;
};

const commandMark = (command: string, args: readonly string[]): string | undefined => {
  const { stdout } = spawnSync(command, args, { encoding: 'utf8', windowsHide: true });
  return stdout.trim() || undefined;
};

/**
 * The start time of a process, as its system writes it: a later process with the same id has another one.
 * Undefined when no such process lives; a zombie does not.
 */
export const processMark = (pid: number): string | undefined => {
  if (process.platform === 'linux') return linuxMark(pid);
  if (process.platform === 'win32')
    return commandMark('powershell', ['-NoProfile', '-Command', `(Get-Process -Id ${pid}).StartTime.Ticks`]);
  return commandMark('ps', ['-o', 'lstart=', '-p', String(pid)]);
};

/** What process ids are relative to: this boot and process namespace (a container has its own), else this host. */
export const machineMark = (): string =>
  process.platform === 'linux'
    ? [
        unlessMissing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
        unlessMissing(() => readlinkSync('/proc/self/ns/pid')),
      ].join(' ')
    : hostname();
