import { setTimeout as delay } from 'node:timers/promises';
import type { Bell } from '../follow/bell.ts';

/** A bell for one who waits, and what rings it. */
export const natsBell = (isHeard: Bell['isHeard']): { readonly bell: Bell; readonly ring: () => void } => {
  let rang = false;
  let wake: (() => void) | undefined;
  const wait: Bell['wait'] = async (milliseconds, signal) => {
    if (!rang && !signal.aborted) {
      const over = new AbortController();
      wake = () => over.abort();
      signal.addEventListener('abort', wake, { once: true });
      await delay(milliseconds, undefined, { signal: over.signal }).catch(() => undefined);
      signal.removeEventListener('abort', wake);
      wake = undefined;
    }
    rang = false;
  };
  return {
    bell: { isHeard, wait },
    ring: () => {
      rang = true;
      wake?.();
    },
  };
};
