import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Config } from '../../config.ts';
import type { Logger } from '../../receive/log.ts';
import { stopChild } from '../stop-child.ts';

/** A process that ends by itself is replaced, though not faster than this. */
const REPLACE_AFTER_MS = 2_000;

const FOURNETS = fileURLToPath(new URL('../fournets.mjs', import.meta.url));

/** The standing rules of a started product. */
export interface Watch {
  readonly close: () => Promise<void>;
}

/** Has standing rules keep watch in a process of their own: clients do not wait for them. */
export const startWatch = ({ oversight }: Pick<Config, 'oversight'>, log: Logger): Watch => {
  if (!oversight) return { close: async () => undefined };
  let stopping = false;
  const start = (): ChildProcess => {
    const child = fork(FOURNETS, ['--quiet', 'oversight'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    // It was killed and its end is not known yet; unheard, this would end the product.
    child.on('error', (error) => log.warn({ err: error }, 'the standing rules are not reached'));
    child.once('exit', (code, signal) => {
      if (stopping) return;
      log.error({ code, signal }, 'the standing rules ended; they begin again');
      setTimeout(() => {
        if (!stopping) current = start();
      }, REPLACE_AFTER_MS).unref();
    });
    return child;
  };
  let current = start();
  return {
    close: async () => {
      stopping = true;
      await stopChild(current);
    },
  };
};
