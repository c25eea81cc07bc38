import type { ChildProcess } from 'node:child_process';

/** Longest wait for a process that was asked to stop. */
const STOP_WITHIN_MS = 10_000;

/** Asks a process to stop, ends one that does not in time, which is told, and waits for its end. */
export const stopChild = (child: ChildProcess, onLate: () => void = () => undefined): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const late = setTimeout(() => {
      onLate();
      child.kill('SIGKILL');
    }, STOP_WITHIN_MS);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.kill('SIGTERM');
  });
