import { useState } from 'react';
import type { Language } from '../../../language.ts';
import type { Person } from '../../../login/person.ts';
import type { AskDesk } from '../../ask.ts';
import { LabelledInput } from '../../labelled-input.tsx';
import { findInstitutions, findPeople, findPeopleOf } from './find.ts';
import { Lookup } from './lookup.tsx';
import { DEED_TEXTS } from '../texts.ts';

interface SubjectProps {
  readonly ask: AskDesk;
  readonly form: string;
  readonly label: string;
  readonly value: string;
  readonly name: string | undefined;
  readonly language: Language;
  readonly change: (value: string, name?: string) => void;
}

/** The institution: its code, or looked up by a part of its name. */
export const InstitutionField = ({ ask, language, ...field }: SubjectProps) => {
  const texts = DEED_TEXTS[language];
  const [name, setName] = useState('');
  return (
    <Lookup
      {...field}
      id="deed-institution"
      summary={texts.findInstitution}
      language={language}
      find={() => findInstitutions(ask, name.trim())}
    >
      <LabelledInput
        id="deed-institution-part"
        label={texts.partOfName}
        required
        value={name}
        change={setName}
      />
    </Lookup>
  );
};

interface PersonFieldProps extends SubjectProps {
  /** Code of the institution, empty while there is none. */
  readonly institution: string;
  readonly person: Person;
}

/** The person: the key, or looked up by a part of the name, with the identity number perhaps, or in the institution. */
export const PersonField = ({ ask, language, institution, person, ...field }: PersonFieldProps) => {
  const texts = DEED_TEXTS[language];
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  return (
    <Lookup
      {...field}
      id="deed-person"
      summary={texts.findPerson}
      language={language}
      find={() => findPeople(ask, name.trim(), number.trim())}
      other={{
        text: texts.ofInstitution,
        isReady: institution !== '',
        find: () => findPeopleOf(ask, institution, person.department),
      }}
    >
      <LabelledInput id="deed-person-part" label={texts.partOfName} required value={name} change={setName} />
      <LabelledInput
        id="deed-person-number"
        label={texts.identityNumber}
        autoComplete="off"
        value={number}
        change={setNumber}
      />
    </Lookup>
  );
};
