import { askersText } from '../../../../../../oversight/deed/askers.ts';
import type { DeedName } from '../../../../../../oversight/deed/askers.ts';
import type { Language } from '../../../language.ts';
import type { Person } from '../../../login/person.ts';
import type { AskDesk } from '../../ask.ts';
import { LabelledInput } from '../../labelled-input.tsx';
import type { DeedField, DeedFieldKind, DeedValues } from './form.ts';
import { valueOf } from '../question.ts';
import { InstitutionField, PersonField } from './subjects.tsx';
import { DEED_TEXTS } from '../texts.ts';

interface ChoiceProps {
  readonly deeds: readonly DeedName[];
  readonly deed: DeedName;
  readonly language: Language;
  readonly choose: (deed: DeedName) => void;
}

const DeedChoice = ({ deeds, deed, language, choose }: ChoiceProps) => {
  const texts = DEED_TEXTS[language];
  return (
    <fieldset className="fournets-choice" aria-describedby="deed-askers">
      <legend>{texts.deed}</legend>
      <div className="fournets-row">
        {deeds.map((each) => (
          <label key={each}>
            <input type="radio" name="deed" checked={each === deed} onChange={() => choose(each)} />{' '}
            {texts.deeds[each]}
          </label>
        ))}
      </div>
      <p id="deed-askers" className="fournets-about">
        {texts.askers(askersText(deed)[language])}
      </p>
    </fieldset>
  );
};

const INPUT_TYPES: Readonly<Partial<Record<DeedFieldKind, string>>> = { day: 'date', month: 'month' };

interface FieldProps {
  readonly field: DeedField;
  readonly value: string;
  readonly language: Language;
  readonly change: (value: string) => void;
}

const labelOf = ({ kind, label, isRequired, initial }: DeedField, language: Language): string =>
  isRequired || initial !== '' || kind === 'flag'
    ? label[language]
    : DEED_TEXTS[language].optional(label[language]);

const Choice = ({ field, value, language, change }: FieldProps) => (
  <select
    id={`deed-${field.name}`}
    className="fournets-button fournets-select"
    required={field.isRequired}
    value={value}
    onChange={({ target }) => change(target.value)}
  >
    {field.initial === '' && <option value="">{DEED_TEXTS[language].choose}</option>}
    {field.options.map((option) => (
      <option key={option.value} value={option.value}>
        {option.label[language]}
      </option>
    ))}
  </select>
);

const Flag = ({ field, value, change }: FieldProps) => (
  <input
    id={`deed-${field.name}`}
    type="checkbox"
    checked={value === 'true'}
    onChange={({ target }) => change(target.checked ? 'true' : '')}
  />
);

/** A field whose value is written, chosen or ticked. */
const Field = (props: FieldProps) => {
  const { field, value, language, change } = props;
  const { name, kind, isRequired } = field;
  const shared = { id: `deed-${name}`, label: labelOf(field, language) };
  if (kind !== 'choice' && kind !== 'flag')
    return (
      <LabelledInput
        {...shared}
        type={INPUT_TYPES[kind] ?? 'text'}
        required={isRequired}
        value={value}
        change={change}
      />
    );
  const Input = kind === 'flag' ? Flag : Choice;
  return (
    <>
      <label htmlFor={shared.id}>{shared.label}</label>
      <Input {...props} />
    </>
  );
};

interface DeedFormProps extends Omit<ChoiceProps, 'choose'> {
  readonly ask: AskDesk;
  readonly fields: readonly DeedField[];
  readonly values: DeedValues;
  readonly names: Readonly<Record<string, string>>;
  readonly person: Person;
  readonly isRunning: boolean;
  readonly change: (changed: {
    readonly deed?: DeedName;
    readonly values?: DeedValues;
    readonly names?: Readonly<Record<string, string>>;
  }) => void;
  readonly submit: () => void;
}

const FORM = 'deed-form';

/** What is entered about the person or the institution, and how it is changed. */
const subjectOf = (
  { ask, fields, values, names, language, change }: DeedFormProps,
  kind: 'person' | 'institution',
) => ({
  ask,
  language,
  form: FORM,
  label: fields.find((field) => field.kind === kind)?.label[language] ?? kind,
  value: values[kind] ?? '',
  name: names[(values[kind] ?? '').trim()],
  change: (id: string, name?: string) =>
    change({
      values: { ...values, [kind]: id },
      ...(name === undefined ? {} : { names: { ...names, [id]: name } }),
    }),
});

const isSubject = ({ kind }: DeedField): boolean => kind === 'person' || kind === 'institution';

/** Which deed, about whom, where, and what else would be registered. What several deeds ask for is entered once. */
export const DeedForm = (props: DeedFormProps) => {
  const { fields, values, person, language, isRunning, change, submit } = props;
  const institution = subjectOf(props, 'institution');
  return (
    <>
      <DeedChoice {...props} choose={(deed) => change({ deed })} />
      <InstitutionField {...institution} />
      <PersonField {...subjectOf(props, 'person')} institution={institution.value.trim()} person={person} />
      <form
        id={FORM}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="fournets-fields">
          {fields.map((field) =>
            isSubject(field) ? null : (
              <Field
                key={field.name}
                field={field}
                value={valueOf(field, values)}
                language={language}
                change={(value) => change({ values: { ...values, [field.name]: value } })}
              />
            ),
          )}
        </div>
        <button type="submit" className="fournets-button fournets-primary" disabled={isRunning}>
          {isRunning ? DEED_TEXTS[language].asking : DEED_TEXTS[language].ask}
        </button>
      </form>
    </>
  );
};
