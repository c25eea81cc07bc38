import { useCallback, useEffect, useState } from 'react';
import type { AskDesk, Failure, Outcome } from '../ask.ts';
import { isUnderWay, LIVE_RUNS, RUNS } from './runs.ts';
import type { RuleRun } from './runs.ts';

/** How long after a broken stream runs are looked at, and followed again, in milliseconds. */
const AGAIN_AFTER_MS = 2000;

/** The latest runs. */
export interface Runs {
  /** Undefined until they are read. */
  readonly runs: readonly RuleRun[] | undefined;
  readonly failures: readonly Failure[];
  readonly reload: () => Promise<void>;
}

interface Answer {
  readonly ruleRuns: { readonly nodes: readonly RuleRun[] } | null;
}

/** Waits, unless there is nothing left to wait for. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Reads the runs, for the purpose that is chosen, and follows them while one of them is under way. */
export const useRuns = (ask: AskDesk): Runs => {
  const [known, setKnown] = useState<Omit<Runs, 'reload'>>({ runs: undefined, failures: [] });
  const take = useCallback(
    ({ data, failures }: Outcome<Answer>) =>
      setKnown((before) => ({ runs: data?.ruleRuns?.nodes ?? before.runs, failures })),
    [],
  );
  const reload = useCallback(() => ask<Answer>(RUNS).then(take), [ask, take]);
  useEffect(() => void reload(), [reload]);
  const isAnyUnderWay = known.runs?.some(isUnderWay) === true;
  useEffect(() => {
    if (!isAnyUnderWay) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    // Whatever keeps them from being followed is no failure to know them: that is seen when they are looked at.
    const onNext = (outcome: Outcome<Answer>): void => {
      if (outcome.data !== undefined && !signal.aborted) take(outcome);
    };
    const follow = async (): Promise<void> => {
      while (!signal.aborted) {
        await ask<Answer>(LIVE_RUNS, {}, { onNext, signal });
        await pause(AGAIN_AFTER_MS, signal);
        if (!signal.aborted) await reload();
      }
    };
    void follow();
    return () => controller.abort();
  }, [isAnyUnderWay, ask, reload, take]);
  return { ...known, reload };
};
