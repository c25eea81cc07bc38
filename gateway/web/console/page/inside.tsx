import { useEffect, useMemo, useRef } from 'react';
import { askAs } from './ask.ts';
import { Editors } from './editors.tsx';
import type { Language } from './language.ts';
import { Badge } from './login/badge.tsx';
import type { Entrance } from './login/enter.ts';
import { PurposeBar } from './purpose/purpose-bar.tsx';
import { usePurpose } from './purpose/use-purpose.ts';
import { Desk } from './desk/desk.tsx';
import { PlacesBar } from './places-bar.tsx';
import { usePlace } from './place.ts';

interface InsideProps {
  readonly header: Element;
  readonly language: Language;
  readonly entrance: Extract<Entrance, { readonly kind: 'inside' }>;
}

/** The console of somebody who is logged in. */
export const Inside = ({ header, language, entrance: { session, provider } }: InsideProps) => {
  const { person } = session;
  const ask = useMemo(() => askAs(session), [session]);
  const choice = usePurpose(ask, person.department);
  const { purpose, reload } = choice;
  const current = useRef(purpose);
  useEffect(() => {
    current.current = purpose;
  }, [purpose]);
  const [{ place, at }, go] = usePlace();
  const asking = useMemo(() => ({ ask, purpose: () => current.current, onChange: reload }), [ask, reload]);
  return (
    <Editors
      header={header}
      language={language}
      asking={asking}
      badge={<Badge session={session} provider={provider} language={language} />}
      purposeBar={
        <PurposeBar choice={choice} person={person} language={language} onRegister={() => go('query')} />
      }
      places={<PlacesBar place={place} go={go} language={language} />}
      other={
        place === 'query' ? undefined : (
          <Desk
            place={place}
            at={at}
            go={go}
            language={language}
            ask={ask}
            purpose={purpose}
            person={person}
          />
        )
      }
    />
  );
};
