// What may end a wait before its time: somebody says that something changed.
import { setTimeout as delay } from 'node:timers/promises';

/** Says that it is time to look. It only ever saves a wait: where it is not heard, whoever waits looks all the same. */
export interface Bell {
  /** True while it would be heard, so that one may wait for it a little longer. */
  readonly isHeard: () => boolean;
  /** Waits so long, or until it rings; not at all where it rang since the last wait, or where the signal says so. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Rings for nobody. */
export const NO_BELL: Bell = {
  isHeard: () => false,
  wait: (milliseconds, signal) => delay(milliseconds, undefined, { signal }).catch(() => undefined),
};
