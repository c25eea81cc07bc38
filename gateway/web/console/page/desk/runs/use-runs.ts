import { useCallback, useEffect, useState } from 'react';
import type { AskDesk, Failure } from '../ask.ts';
import { isUnderWay, RUNS } from './runs.ts';
import type { RuleRun } from './runs.ts';

/** How often runs are looked at while one of them is under way, in milliseconds. */
const LOOK_EVERY_MS = 2000;

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

/** Reads the runs, for the purpose that is chosen, and again and again while one of them is under way. */
export const useRuns = (ask: AskDesk): Runs => {
  const [known, setKnown] = useState<Omit<Runs, 'reload'>>({ runs: undefined, failures: [] });
  const reload = useCallback(
    () =>
      ask<Answer>(RUNS).then(({ data, failures }) =>
        setKnown((before) => ({ runs: data?.ruleRuns?.nodes ?? before.runs, failures })),
      ),
    [ask],
  );
  useEffect(() => void reload(), [reload]);
  useEffect(() => {
    if (known.runs?.some(isUnderWay) !== true) return undefined;
    const timer = setTimeout(() => void reload(), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [known, reload]);
  return { ...known, reload };
};
