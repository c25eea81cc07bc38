import { useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Language } from '../../../language.ts';
import { Failures } from '../../failures.tsx';
import { LabelledInput } from '../../labelled-input.tsx';
import type { Finding, Found } from './find.ts';
import { DEED_TEXTS } from '../texts.ts';

interface FoundListProps {
  readonly finding: Finding;
  readonly language: Language;
  readonly choose: (found: Found) => void;
}

/** What was found, to choose from. */
const FoundList = ({ finding: { found, total, failures }, language, choose }: FoundListProps) => {
  const texts = DEED_TEXTS[language];
  return (
    <div className="fournets-whole">
      <Failures failures={failures} language={language} />
      <p role="status">
        {found.length === 0 && failures.length === 0 && texts.noneFound}
        {found.length < total && texts.foundOf(found.length, total)}
      </p>
      <ul className="fournets-found">
        {found.map((each) => (
          <li key={each.id}>
            <button type="button" className="fournets-rule" onClick={() => choose(each)}>
              <span className="fournets-title">{each.title || each.id}</span>
              <span className="fournets-about">{each.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};

/** A way of looking: what is asked when somebody says so. */
export type Look = () => Promise<Finding>;

interface LookupProps {
  /** Of the field; those of its parts begin with it. */
  readonly id: string;
  /** Id of the form that the field belongs to. */
  readonly form: string;
  readonly label: string;
  readonly value: string;
  /** What the value is called, where somebody has looked it up. */
  readonly name: string | undefined;
  readonly summary: string;
  readonly language: Language;
  readonly change: (value: string, name?: string) => void;
  /** Looks for what is written in the fields of `children`. */
  readonly find: Look;
  /** Fields to look by. */
  readonly children: ReactNode;
  /** Another way of looking, and what its button says. */
  readonly other?: { readonly text: string; readonly find: Look; readonly isReady: boolean };
}

type SearchProps = Pick<LookupProps, 'find' | 'other' | 'language' | 'children'> & {
  readonly choose: (found: Found) => void;
};

/** Looks when told to, not as somebody types: owners keep account of looks. */
const Search = ({ find, other, language, children, choose }: SearchProps) => {
  const texts = DEED_TEXTS[language];
  const [finding, setFinding] = useState<Finding>();
  const [isFinding, setIsFinding] = useState(false);
  const look = async (by: Look): Promise<void> => {
    setIsFinding(true);
    setFinding(await by());
    setIsFinding(false);
  };
  return (
    <form
      className="fournets-fields"
      onSubmit={(event) => {
        event.preventDefault();
        void look(find);
      }}
    >
      {children}
      <div className="fournets-row">
        <button type="submit" className="fournets-button" disabled={isFinding}>
          {isFinding ? texts.finding : texts.find}
        </button>
        {other && (
          <button
            type="button"
            className="fournets-button"
            disabled={isFinding || !other.isReady}
            onClick={() => void look(other.find)}
          >
            {other.text}
          </button>
        )}
      </div>
      {finding && <FoundList finding={finding} language={language} choose={choose} />}
    </form>
  );
};

/** A field for a key or code, and a way to look it up. */
export const Lookup = (props: LookupProps) => {
  const { id, form, label, value, name, summary, change, ...search } = props;
  const details = useRef<HTMLDetailsElement>(null);
  const choose = ({ id: chosen, title }: Found): void => {
    change(chosen, title);
    details.current?.removeAttribute('open');
    document.getElementById(id)?.focus();
  };
  return (
    <div className="fournets-lookup">
      <div className="fournets-fields">
        <LabelledInput
          id={id}
          form={form}
          label={label}
          required
          autoComplete="off"
          spellCheck={false}
          aria-describedby={`${id}-name`}
          value={value}
          change={change}
        />
      </div>
      <p id={`${id}-name`} className="fournets-chosen">
        {name}
      </p>
      <details ref={details}>
        <summary>{summary}</summary>
        <Search {...search} choose={choose} />
      </details>
    </div>
  );
};
