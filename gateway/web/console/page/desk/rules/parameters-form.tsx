import type { Language } from '../../language.ts';
import { articleText } from '../format.ts';
import type { RuleParameter } from './check.ts';
import { writtenValues } from './draft.ts';
import { DESK_TEXTS } from '../texts.ts';

interface FieldProps {
  readonly parameter: RuleParameter;
  /** As it is written; undefined where the default holds. */
  readonly written: string | undefined;
  readonly language: Language;
  /** Undefined: back to the default. */
  readonly change: (written: string | undefined) => void;
}

/** Rows of a field, and characters that a row has room for. */
const ROWS_MAX = 4;
const ROW_LENGTH = 50;

/** A value of JSON as it is written in a field. */
const plain = (json: string): string => writtenValues(`{"value":${json}}`)['value'] ?? '';

const Field = ({ parameter, written, language, change }: FieldProps) => {
  const texts = DESK_TEXTS[language];
  const { name, type, source } = parameter;
  const id = `parameter-${name}`;
  const shown = written ?? plain(parameter.value);
  return (
    <div className="fournets-field">
      <label htmlFor={id}>
        <code>{name}</code> {parameter[language]}
      </label>
      <div className="fournets-row">
        <textarea
          id={id}
          className="fournets-input"
          rows={Math.min(ROWS_MAX, Math.ceil(shown.length / ROW_LENGTH))}
          value={shown}
          aria-describedby={`${id}-about`}
          onChange={({ target }) => change(target.value)}
        />
        {written !== undefined && (
          <button type="button" className="fournets-button" onClick={() => change(undefined)}>
            {texts.reset}
          </button>
        )}
      </div>
      <span id={`${id}-about`} className="fournets-about">
        <code>{type}</code>
        {parameter.default !== null && ` · ${texts.defaultIs(plain(parameter.default))}`}
        {source !== '' && ` · ${texts.sourceIs(articleText(source, language))}`}
        {written !== undefined && ` · ${texts.changed}`}
      </span>
    </div>
  );
};

interface ParametersFormProps {
  readonly parameters: readonly RuleParameter[];
  readonly values: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly change: (values: Readonly<Record<string, string>>) => void;
}

/** The parameters of a rule, each with what it is: values are changed without touching the text. */
export const ParametersForm = ({ parameters, values, language, change }: ParametersFormProps) => {
  const texts = DESK_TEXTS[language];
  const set = (name: string, written: string | undefined): void => {
    const others = Object.entries(values).filter(([each]) => each !== name);
    change(Object.fromEntries(written === undefined ? others : [...others, [name, written]]));
  };
  return (
    <section className="fournets-panel" aria-labelledby="parameters-title">
      <h3 id="parameters-title">{texts.parameters}</h3>
      {parameters.length === 0 && <p>{texts.noParameters}</p>}
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          written={values[parameter.name]}
          language={language}
          change={(written) => set(parameter.name, written)}
        />
      ))}
    </section>
  );
};
