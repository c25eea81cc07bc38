import { useState } from 'react';
import type { DeedName } from '../../../../../oversight/deed/askers.ts';
import type { AskDesk, Outcome } from '../ask.ts';
import type { DeedValues } from './enter/form.ts';
import type { DeedAnswer, DeedQuestion } from './question.ts';

/** A question that was asked, and what came back. */
export interface Answered {
  readonly deed: DeedName;
  readonly question: DeedQuestion;
  /** It was asked for this one: for another, other things are shown. */
  readonly purpose: string;
  readonly outcome: Outcome<DeedAnswer>;
}

/** What is on the page. */
interface Entered {
  /** Undefined until one is chosen. */
  readonly deed: DeedName | undefined;
  readonly values: DeedValues;
  /** What people and institutions that were looked up are called, by what is asked about. */
  readonly names: Readonly<Record<string, string>>;
  readonly answered: Answered | undefined;
}

let kept: Entered = { deed: undefined, values: {}, names: {}, answered: undefined };

/** What is entered and was answered, which stays as long as the console is open: whoever looks at a rule comes back to it. */
export const useDeed = (ask: AskDesk, purpose: string) => {
  const [entered, setEntered] = useState(kept);
  const [isRunning, setIsRunning] = useState(false);
  const change = (changed: Partial<Entered>): void => {
    kept = { ...kept, ...changed };
    setEntered(kept);
  };
  const run = async (deed: DeedName, question: DeedQuestion): Promise<void> => {
    setIsRunning(true);
    const outcome = await ask<DeedAnswer>(question.document, question.variables);
    change({ answered: { deed, question, purpose, outcome } });
    setIsRunning(false);
  };
  return {
    ...entered,
    answered: entered.answered?.purpose === purpose ? entered.answered : undefined,
    isRunning,
    change,
    run,
  };
};
