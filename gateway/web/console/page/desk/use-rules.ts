import { useCallback, useEffect, useState } from 'react';
import type { AskDesk, Failure } from './ask.ts';
import { RULES } from './rule.ts';
import type { KeptRule } from './rule.ts';

/** The rules of the ledger, and why some of it is missing. */
export interface KeptRules {
  /** Undefined until they are read. */
  readonly rules: readonly KeptRule[] | undefined;
  readonly failures: readonly Failure[];
  readonly reload: () => Promise<void>;
}

interface Answer {
  readonly standingRules: readonly KeptRule[] | null;
}

/** Reads the rules when they are first shown, for another purpose, and again when somebody has changed one. */
export const useRules = (ask: AskDesk): KeptRules => {
  const [known, setKnown] = useState<Omit<KeptRules, 'reload'>>({ rules: undefined, failures: [] });
  const reload = useCallback(
    () =>
      ask<Answer>(RULES).then(({ data, failures }) =>
        setKnown((before) => ({ rules: data?.standingRules ?? before.rules, failures })),
      ),
    [ask],
  );
  useEffect(() => void reload(), [reload]);
  return { ...known, reload };
};
