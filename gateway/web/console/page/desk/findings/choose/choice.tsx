interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly all: string;
  readonly value: string;
  /** What may be chosen, each with its text. */
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly choose: (value: string) => void;
}

/** One of several values, or all of them. */
export const Choice = ({ id, label, all, value, options, choose }: ChoiceProps) => (
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
