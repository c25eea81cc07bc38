import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../../receive/log.ts';

/** A process that ends by itself is replaced, though not faster than this. */
const REPLACE_AFTER_MS = 5000;

/** Longest wait for what it has in hand; the lease of what is left runs out. */
const STOP_WITHIN_MS = 10_000;

const FOURNETS = fileURLToPath(new URL('../fournets.mjs', import.meta.url));

/** Standing rules at work beside a server. */
export interface RulesKept {
  /** Has the process end what it has in hand, and waits for it. */
  readonly close: () => Promise<void>;
}

/**
 * Works rules off in a process of its own, by so many workers at once: their expressions, and what they read, are not in
 * the way of those who ask. It ends with this process, even where that is killed.
 */
export const keepRules = (workers: number, log: Logger): RulesKept => {
  let child: ChildProcess | undefined;
  let again: NodeJS.Timeout | undefined;
  let isOver = workers === 0;
  const start = (): void => {
    const started = fork(FOURNETS, ['rules', 'work', '--workers', String(workers)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = started;
    started.once('exit', (code) => {
      child = undefined;
      if (isOver) return;
      log.warn({ code }, 'the process of the standing rules ended; another one takes its place');
      again = setTimeout(start, REPLACE_AFTER_MS);
    });
  };
  if (!isOver) start();
  return {
    close: async () => {
      isOver = true;
      clearTimeout(again);
      if (child === undefined) return;
      const stopping = child;
      const ended = once(stopping, 'exit');
      stopping.kill('SIGTERM');
      const timer = setTimeout(() => stopping.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(timer);
    },
  };
};
