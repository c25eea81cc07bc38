import { useCallback, useState } from 'react';

/** The parts of the console: questions of one's own, what standing rules found, the rules, and their runs. */
export const PLACES = ['query', 'findings', 'rules', 'runs'] as const;

export type Place = (typeof PLACES)[number];

const STORAGE_KEY = 'fournets:place';

const placeNamed = (name: string | null | undefined): Place | undefined =>
  PLACES.find((place) => place === name);

/** Keeps the part that the address names, e.g. `#rules`: a login takes what stands behind `#` out of it. */
export const keepPlace = (): void => {
  const place = placeNamed(location.hash.slice(1));
  if (place !== undefined) sessionStorage.setItem(STORAGE_KEY, place);
};

/** The part that is shown, which the tab and its address keep, and how to go to another one. */
export const usePlace = (): readonly [Place, (place: Place) => void] => {
  const [place, setPlace] = useState<Place>(() => placeNamed(sessionStorage.getItem(STORAGE_KEY)) ?? 'query');
  const go = useCallback((to: Place) => {
    sessionStorage.setItem(STORAGE_KEY, to);
    history.replaceState(null, '', to === 'query' ? location.pathname : `#${to}`);
    setPlace(to);
  }, []);
  return [place, go];
};
