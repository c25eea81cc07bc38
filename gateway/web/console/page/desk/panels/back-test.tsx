import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { monthBefore } from '../../today.ts';
import { LabelledInput } from '../labelled-input.tsx';
import { useAction } from '../use-action.ts';
import { BackTestResult, TEST } from './back-test-result.tsx';
import type { TestResult } from './back-test-result.tsx';
import { PANEL_TEXTS } from './texts.ts';

interface BackTestProps {
  readonly ask: AskDesk;
  readonly text: string;
  readonly parameters: string;
  readonly isSound: boolean;
  readonly language: Language;
}

/** Months that a test covers unless somebody chooses others. */
const MONTHS = 6;

/** Tests what is on the desk over the past. */
export const BackTest = ({ ask, text, parameters, isSound, language }: BackTestProps) => {
  const texts = PANEL_TEXTS[language];
  const [from, setFrom] = useState(() => monthBefore(MONTHS - 1));
  const [to, setTo] = useState(() => monthBefore(0));
  const [sample, setSample] = useState('1');
  const { data, failures, isRunning, run } = useAction(() =>
    ask<{ readonly test: TestResult }>(TEST, { text, parameters, from, to, sample: Number(sample) }),
  );
  return (
    <section className="fournets-panel" aria-labelledby="back-test-title">
      <h3 id="back-test-title">{texts.backTest}</h3>
      <form
        className="fournets-row"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <LabelledInput
          id="test-from"
          label={texts.from}
          type="month"
          required
          value={from}
          change={setFrom}
        />
        <LabelledInput id="test-to" label={texts.to} type="month" required value={to} change={setTo} />
        <LabelledInput
          id="test-sample"
          label={texts.sample}
          type="number"
          min="0.01"
          max="1"
          step="0.01"
          required
          value={sample}
          change={setSample}
        />
        <button type="submit" className="fournets-button" disabled={isRunning || !isSound}>
          {isRunning ? texts.running : texts.run}
        </button>
      </form>
      <Failures failures={failures} language={language} />
      {data?.test && <BackTestResult test={data.test} language={language} />}
    </section>
  );
};
