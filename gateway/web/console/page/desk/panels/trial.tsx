import { useState } from 'react';
import type { Bilingual } from '../../../operations.ts';
import type { Language } from '../../language.ts';
import type { AskDesk, Gap } from '../ask.ts';
import type { CheckedRule } from '../rules/check.ts';
import { Failures } from '../failures.tsx';
import { departmentText, listText } from '../format.ts';
import { Gaps } from '../gaps.tsx';
import { LabelledInput } from '../labelled-input.tsx';
import { DESK_TEXTS } from '../texts.ts';
import { today } from '../../today.ts';
import { useAction } from '../use-action.ts';
import { PANEL_TEXTS } from './texts.ts';

interface Hit {
  readonly period: string;
  readonly severity: string;
  readonly amount: string | null;
  readonly says: Bilingual;
}

interface Step {
  readonly part: string;
  readonly cel: string;
  readonly depth: number;
  readonly value: string;
}

interface TrialResult {
  readonly isSubject: boolean | null;
  readonly decided: boolean;
  readonly failure: string | null;
  readonly unknownOwners: readonly string[];
  readonly hits: readonly Hit[];
  readonly steps: readonly Step[];
  readonly gaps: readonly Gap[];
}

const TRY = `query DeskTry($text: String!, $parameters: String, $subject: String!, $asOf: Date!) {
  trial: tryRule(text: $text, parameters: $parameters, subject: $subject, asOf: $asOf) {
    isSubject decided failure unknownOwners
    hits { period severity amount says { en zh } }
    steps { part cel depth value } gaps { owner coordinate code reason }
  }
}`;

const Hits = ({ hits, language }: { readonly hits: readonly Hit[]; readonly language: Language }) => {
  const texts = PANEL_TEXTS[language];
  return (
    <ul className="fournets-hits">
      {hits.map((hit) => (
        <li key={hit.period}>
          <span className={`fournets-severity fournets-${hit.severity.toLowerCase()}`}>
            {texts.hit} {DESK_TEXTS[language].severities[hit.severity]}
          </span>{' '}
          {hit.period} {hit.says[language]} {hit.amount !== null && texts.amount(hit.amount)}
        </li>
      ))}
    </ul>
  );
};

/** What there is to say where nothing is found. */
const outcomeText = (
  { isSubject, decided, failure, unknownOwners, hits }: TrialResult,
  language: Language,
): string => {
  const texts = PANEL_TEXTS[language];
  if (failure !== null) return texts.failed(failure);
  const owners = unknownOwners.map((name) => departmentText(name, language));
  if (owners.length > 0) return texts.undecided(listText(owners, language));
  if (isSubject === false) return texts.notSubject;
  return decided && hits.length === 0 ? texts.noHit : '';
};

const Steps = ({ steps, language }: { readonly steps: readonly Step[]; readonly language: Language }) => (
  // Long lists scroll, by keyboard, too.
  <section className="fournets-steps" aria-label={PANEL_TEXTS[language].steps} tabIndex={0}>
    <h4>{PANEL_TEXTS[language].steps}</h4>
    <ol>
      {steps.map(({ part, cel, depth, value }, index) => (
        // Steps never change places: a trial has all of them at once.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} style={{ marginInlineStart: `${depth}em` }}>
          {depth === 0 && <strong>{part} </strong>}
          <code>{cel.trim().replaceAll(/\s+/g, ' ')}</code>
          <code className="fournets-value">{value}</code>
        </li>
      ))}
    </ol>
  </section>
);

interface TrialProps {
  readonly ask: AskDesk;
  readonly text: string;
  readonly parameters: string;
  readonly rule: CheckedRule | undefined;
  readonly language: Language;
}

/** Tries what is on the desk on one subject, and shows how it came to what it says. */
export const Trial = ({ ask, text, parameters, rule, language }: TrialProps) => {
  const texts = PANEL_TEXTS[language];
  const [subject, setSubject] = useState('');
  const [asOf, setAsOf] = useState(today);
  const { data, failures, isRunning, run } = useAction(() =>
    ask<{ readonly trial: TrialResult }>(TRY, { text, parameters, subject: subject.trim(), asOf }),
  );
  const trial = data?.trial;
  return (
    <section className="fournets-panel" aria-labelledby="trial-title">
      <h3 id="trial-title">{texts.trial}</h3>
      <form
        className="fournets-row"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <LabelledInput
          id="trial-subject"
          label={texts.subject[rule?.subject ?? 'PERSON']}
          required
          value={subject}
          change={setSubject}
        />
        <LabelledInput id="trial-day" label={texts.asOf} type="date" required value={asOf} change={setAsOf} />
        <button type="submit" className="fournets-button" disabled={isRunning || rule === undefined}>
          {isRunning ? texts.running : texts.run}
        </button>
      </form>
      <Failures failures={failures} language={language} />
      <div role="status">
        {trial && <p>{outcomeText(trial, language)}</p>}
        {trial && <Hits hits={trial.hits} language={language} />}
      </div>
      {trial && <Gaps gaps={trial.gaps} language={language} />}
      {trial && trial.steps.length > 0 && <Steps steps={trial.steps} language={language} />}
    </section>
  );
};
