import { useCallback, useEffect, useState } from 'react';

/** The parts of the console: questions of one's own, what rules found, the rules, their runs, and what they say before a deed. */
export const PLACES = ['query', 'findings', 'rules', 'runs', 'deeds'] as const;

export type Place = (typeof PLACES)[number];

/** Where somebody is. */
export interface Whereabouts {
  readonly place: Place;
  /** What is looked at there, e.g. the id of a rule; empty for nothing in particular. */
  readonly at: string;
}

const STORAGE_KEY = 'fournets:place';

const HOME: Whereabouts = { place: 'query', at: '' };

/** Written as in the address behind `#`: `rules`, `rules/R12`. */
const whereaboutsOf = (text: string): Whereabouts | undefined => {
  const [name, at = ''] = text.split('/', 2);
  const place = PLACES.find((each) => each === name);
  return place === undefined ? undefined : { place, at };
};

/** The address of a part of the console, to be linked to. */
export const addressOf = ({ place, at }: Whereabouts): string => {
  if (place === 'query') return location.pathname + location.search;
  return at === '' ? `#${place}` : `#${place}/${at}`;
};

const inAddress = (): Whereabouts | undefined => whereaboutsOf(location.hash.slice(1));

const keep = ({ place, at }: Whereabouts): void => sessionStorage.setItem(STORAGE_KEY, `${place}/${at}`);

/** Keeps the part that the address names, e.g. `#rules`: a login takes what stands behind `#` out of it. */
export const keepPlace = (): void => {
  const named = inAddress();
  if (named !== undefined) keep(named);
};

/** Goes to a part of the console, and to what is looked at there: to nothing in particular where it is left out. */
export type Go = (place: Place, at?: string) => void;

/** The part that is shown, which the tab and its address keep, and how to go to another one; links lead there, too. */
export const usePlace = (): readonly [Whereabouts, Go] => {
  const [shown, setShown] = useState<Whereabouts>(
    () => whereaboutsOf(sessionStorage.getItem(STORAGE_KEY) ?? '') ?? HOME,
  );
  const go = useCallback<Go>((place, at = '') => setShown({ place, at }), []);
  useEffect(() => {
    keep(shown);
    history.replaceState(null, '', addressOf(shown));
  }, [shown]);
  useEffect(() => {
    const follow = (): void => setShown(inAddress() ?? HOME);
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return [shown, go];
};
