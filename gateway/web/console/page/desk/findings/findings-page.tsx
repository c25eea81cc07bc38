import { useMemo, useState } from 'react';
import { askDesk } from '../ask.ts';
import type { DeskPageProps } from '../page-props.ts';
import { headOf, shownVersion } from '../rule.ts';
import { DESK_TEXTS } from '../texts.ts';
import { useRules } from '../use-rules.ts';
import { FindingList } from './finding-list.tsx';
import { STATES } from './findings.ts';
import type { Wanted } from './findings.ts';
import { FINDING_TEXTS } from './texts.ts';

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly all: string;
  readonly value: string;
  /** What may be chosen, each with its text. */
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

const Choice = ({ id, label, all, value, options, choose }: ChoiceProps) => (
  <>
    <label htmlFor={id}>{label}</label>
    <select
      id={id}
      className="fournets-button fournets-select"
      value={value}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{all}</option>
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  </>
);

/** What standing rules found: chosen by rule, state and severity. */
const FindingsPage = ({ language, ask: put, purpose }: DeskPageProps) => {
  const texts = FINDING_TEXTS[language];
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const { rules = [] } = useRules(ask);
  const [wanted, setWanted] = useState<Wanted>({ ruleId: '', state: 'SUSPECTED', severity: '' });
  const names = new Map(
    rules.map((rule) => [rule.id, headOf(shownVersion(rule)?.text ?? '')?.[language] ?? ''] as const),
  );
  const choices: readonly (readonly [name: keyof Wanted, label: string, options: ChoiceProps['options']])[] =
    [
      ['ruleId', texts.rule, [...names].map(([id, name]) => [id, `${id} ${name}`])],
      ['state', texts.state, STATES.map((state) => [state, texts.states[state] ?? state])],
      ['severity', texts.severity, Object.entries(DESK_TEXTS[language].severities)],
    ];
  return (
    <div className="fournets-runs">
      <h2>{texts.title}</h2>
      <p>{texts.about}</p>
      <div className="fournets-row">
        {choices.map(([name, label, options]) => (
          <Choice
            key={name}
            id={`findings-${name}`}
            label={label}
            all={texts.all}
            value={wanted[name]}
            options={options}
            choose={(value) => setWanted({ ...wanted, [name]: value })}
          />
        ))}
      </div>
      <FindingList
        key={[purpose, ...Object.values(wanted)].join(' ')}
        ask={ask}
        wanted={wanted}
        ruleNames={names}
        language={language}
      />
    </div>
  );
};

// Loaded when somebody goes there.
export default FindingsPage;
