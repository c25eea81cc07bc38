import type { Language } from './language.ts';
import { PLACES } from './place.ts';
import type { Go, Place } from './place.ts';
import { TEXTS } from './texts.ts';

interface PlacesBarProps {
  readonly place: Place;
  readonly go: Go;
  readonly language: Language;
}

/** Leads from one part of the console to another. */
export const PlacesBar = ({ place, go, language }: PlacesBarProps) => {
  const texts = TEXTS[language];
  return (
    <nav className="fournets-places" aria-label={texts.placesLabel}>
      {PLACES.map((each) => (
        <button
          key={each}
          type="button"
          className="fournets-button"
          aria-current={each === place ? 'page' : undefined}
          onClick={() => go(each)}
        >
          {texts.places[each]}
        </button>
      ))}
    </nav>
  );
};
