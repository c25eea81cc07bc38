import { useState } from 'react';
import type { Failure, Outcome } from './ask.ts';

/** Something that is asked for with a button. */
export interface Action<T> {
  readonly isRunning: boolean;
  /** What came back last; undefined before, and where nothing did. */
  readonly data: T | undefined;
  readonly failures: readonly Failure[];
  readonly run: () => Promise<Outcome<T>>;
}

/** Asks when told to, and keeps what came back until the next time. */
export const useAction = <T>(ask: () => Promise<Outcome<T>>): Action<T> => {
  const [known, setKnown] = useState<Outcome<T>>({ data: undefined, failures: [] });
  const [isRunning, setIsRunning] = useState(false);
  const run = async (): Promise<Outcome<T>> => {
    setIsRunning(true);
    const outcome = await ask();
    setKnown(outcome);
    setIsRunning(false);
    return outcome;
  };
  return { ...known, isRunning, run };
};
