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

/** What standing rules found: chosen by rule, which the address names, state and severity. */
const FindingsPage = ({ language, ask: put, purpose, at, go }: DeskPageProps) => {
  const texts = FINDING_TEXTS[language];
  const ask = useMemo(() => askDesk(put, purpose), [put, purpose]);
  const { rules = [] } = useRules(ask);
  const [others, setOthers] = useState<Omit<Wanted, 'ruleId'>>({ state: 'SUSPECTED', severity: '' });
  const wanted = useMemo<Wanted>(() => ({ ruleId: at, ...others }), [at, others]);
  const choose = (name: keyof Wanted, value: string): void =>
    name === 'ruleId' ? go('findings', value) : setOthers({ ...others, [name]: value });
  const names = new Map(
    rules.map((rule) => [rule.id, headOf(shownVersion(rule)?.text ?? '')?.[language] ?? ''] as const),
  );
  // What the address names is chosen, whether or not the ledger is read and has it.
  const shownNames = at === '' || names.has(at) ? names : new Map([...names, [at, '']]);
  const choices: readonly (readonly [name: keyof Wanted, label: string, options: ChoiceProps['options']])[] =
    [
      ['ruleId', texts.rule, [...shownNames].map(([id, name]) => [id, `${id} ${name}`])],
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
            choose={(value) => choose(name, value)}
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
