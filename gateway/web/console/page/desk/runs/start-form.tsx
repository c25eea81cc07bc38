import { useState } from 'react';
import type { Language } from '../../language.ts';
import type { AskDesk } from '../ask.ts';
import { Failures } from '../failures.tsx';
import { today } from '../../today.ts';
import { LabelledInput } from '../labelled-input.tsx';
import type { KeptRule } from '../rule.ts';
import { useAction } from '../use-action.ts';
import { runInput, START } from './runs.ts';
import { RUN_TEXTS } from './texts.ts';

interface StartFormProps {
  readonly ask: AskDesk;
  readonly rules: readonly KeptRule[];
  readonly language: Language;
  readonly onStarted: () => Promise<void>;
}

/** Starts a run: of one rule or all that work, in one institution or the whole district. */
export const StartForm = ({ ask, rules, language, onStarted }: StartFormProps) => {
  const texts = RUN_TEXTS[language];
  const [asOf, setAsOf] = useState(today);
  const [unit, setUnit] = useState('');
  const [chosen, setChosen] = useState('');
  const working = rules.flatMap(({ id, active }) =>
    active === null ? [] : [{ id, version: active.version }],
  );
  const wanted = working.filter(({ id }) => chosen === '' || id === chosen);
  const { failures, isRunning, run } = useAction(() =>
    ask(START, { input: runInput(asOf, unit.trim(), wanted) }),
  );
  return (
    <form
      className="fournets-row"
      onSubmit={(event) => {
        event.preventDefault();
        void run().then(onStarted);
      }}
    >
      <label htmlFor="run-rules">{texts.which}</label>
      <select
        id="run-rules"
        className="fournets-button fournets-select"
        value={chosen}
        onChange={({ target }) => setChosen(target.value)}
      >
        <option value="">{texts.all}</option>
        {working.map(({ id }) => (
          <option key={id} value={id}>
            {id}
          </option>
        ))}
      </select>
      <LabelledInput id="run-day" label={texts.asOf} type="date" required value={asOf} change={setAsOf} />
      <LabelledInput
        id="run-unit"
        label={texts.unit}
        placeholder={texts.district}
        value={unit}
        change={setUnit}
      />
      <button
        type="submit"
        className="fournets-button fournets-primary"
        disabled={isRunning || wanted.length === 0}
      >
        {isRunning ? texts.starting : texts.start}
      </button>
      <span role="status">{working.length === 0 && texts.none}</span>
      <Failures failures={failures} language={language} />
    </form>
  );
};
