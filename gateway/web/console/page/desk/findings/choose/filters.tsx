import { useState } from 'react';
import type { Language } from '../../../language.ts';
import { departmentText } from '../../format.ts';
import { LabelledInput } from '../../labelled-input.tsx';
import { DESK_TEXTS } from '../../texts.ts';
import { STATES } from '../findings.ts';
import type { Wanted } from '../findings.ts';
import { FINDING_TEXTS } from '../texts.ts';
import { UNDECIDED_BY } from './address.ts';
import { Choice } from './choice.tsx';

interface FiltersProps {
  readonly wanted: Wanted;
  readonly ruleNames: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly want: (wanted: Wanted) => void;
}

type Options = readonly (readonly [value: string, text: string])[];

/** Longest key of a person or an institution. Source: `schema/scalars.ts`. */
const KEY_MAX = 64;

/** Keys that are typed: they are looked for when they are whole. */
const KeyFilters = ({ wanted, language, want }: Omit<FiltersProps, 'ruleNames'>) => {
  const texts = FINDING_TEXTS[language];
  const [institutionCode, setInstitutionCode] = useState(wanted.institutionCode);
  const [subject, setSubject] = useState(wanted.subject);
  return (
    <form
      className="fournets-row"
      onSubmit={(event) => {
        event.preventDefault();
        want({ ...wanted, institutionCode: institutionCode.trim(), subject: subject.trim() });
      }}
    >
      <LabelledInput
        id="findings-institution"
        label={texts.institution}
        maxLength={KEY_MAX}
        value={institutionCode}
        change={setInstitutionCode}
      />
      <LabelledInput
        id="findings-subject"
        label={texts.subject}
        maxLength={KEY_MAX}
        value={subject}
        change={setSubject}
      />
      <button type="submit" className="fournets-button">
        {texts.look}
      </button>
    </form>
  );
};

/** What findings are chosen by. */
export const Filters = ({ wanted, ruleNames, language, want }: FiltersProps) => {
  const texts = FINDING_TEXTS[language];
  // What the address names is chosen, whether or not the ledger is read and has it.
  const { ruleId } = wanted;
  const names = ruleId === '' || ruleNames.has(ruleId) ? ruleNames : new Map([...ruleNames, [ruleId, '']]);
  const ownerText = (name: string): string =>
    name === 'rule' ? texts.ruleItself : departmentText(name, language);
  const choices: readonly (readonly [name: keyof Wanted, label: string, options: Options])[] = [
    ['ruleId', texts.rule, [...names].map(([id, name]) => [id, `${id} ${name}`])],
    ['state', texts.state, STATES.map((state) => [state, texts.states[state] ?? state])],
    ['severity', texts.severity, Object.entries(DESK_TEXTS[language].severities)],
    ['undecidedBy', texts.undecidedBy, UNDECIDED_BY.map((name) => [name, ownerText(name)])],
  ];
  return (
    <>
      <div className="fournets-row">
        {choices.map(([name, label, options]) => (
          <Choice
            key={name}
            id={`findings-${name}`}
            label={label}
            all={texts.all}
            value={wanted[name]}
            options={options}
            choose={(value) => want({ ...wanted, [name]: value })}
          />
        ))}
      </div>
      <KeyFilters
        key={`${wanted.institutionCode} ${wanted.subject}`}
        wanted={wanted}
        language={language}
        want={want}
      />
    </>
  );
};
