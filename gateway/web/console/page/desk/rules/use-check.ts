import { useEffect, useMemo, useState } from 'react';
import type { AskDesk, Failure } from '../ask.ts';
import { CHECK } from './check.ts';
import type { CheckedRule, RuleCheck, RuleFault } from './check.ts';
import { parametersOf } from './draft.ts';
import type { Draft } from './draft.ts';

/** How long nothing is written before the text is checked, in milliseconds. */
const PAUSE_MS = 400;

/** What is known of a draft. */
export interface DraftCheck {
  /** The rule as it was when it could be used last; what is wrong since stands in `faults`. */
  readonly rule: CheckedRule | undefined;
  readonly faults: readonly RuleFault[];
  readonly failures: readonly Failure[];
  /** True once what is written now has been checked. */
  readonly isCurrent: boolean;
  /** Values as a JSON object. */
  readonly parameters: string;
}

interface Known {
  readonly of: string;
  readonly rule: CheckedRule | undefined;
  readonly faults: readonly RuleFault[];
  readonly failures: readonly Failure[];
}

const NOTHING: Known = { of: '', rule: undefined, faults: [], failures: [] };

/** Has a draft checked whenever nobody has written for a moment. */
export const useCheck = (ask: AskDesk, draft: Draft): DraftCheck => {
  const [known, setKnown] = useState(NOTHING);
  const types = useMemo(
    () => Object.fromEntries((known.rule?.parameters ?? []).map(({ name, type }) => [name, type])),
    [known.rule],
  );
  const parameters = parametersOf(draft, types);
  const { text } = draft;
  const of = JSON.stringify([text, parameters]);
  useEffect(() => {
    let isOver = false;
    const check = async (): Promise<void> => {
      const { data, failures } = await ask<{ readonly check: RuleCheck }>(CHECK, { text, parameters });
      if (isOver) return;
      setKnown((before) => ({
        of,
        rule: data?.check.rule ?? before.rule,
        faults: data?.check.faults ?? [],
        failures,
      }));
    };
    const timer = setTimeout(() => void check(), PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [ask, of, text, parameters]);
  return { ...known, isCurrent: known.of === of, parameters };
};
