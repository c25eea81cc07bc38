import { CodedError } from '../../../schema/errors.ts';

/** Live queries of one person or machine client: fewer than the six connections that a browser has with a server. */
const PLACES_OF_ONE = 4;
/** Live queries of all in a process: each is asked twice a second at most. */
const PLACES_OF_ALL = 100;

/** Counts live queries. */
export interface Places {
  /** Takes a place; what gives it back, which counts once. Throws LIVE_QUERIES_TOO_MANY where there is none. */
  readonly take: (whose: string) => () => void;
}

/** Places in this process; `onChange` is told how many are taken. */
export const createPlaces = (onChange: (taken: number) => void): Places => {
  const taken = new Map<string, number>();
  let all = 0;
  const change = (whose: string, by: number): void => {
    const now = (taken.get(whose) ?? 0) + by;
    if (now === 0) taken.delete(whose);
    else taken.set(whose, now);
    onChange((all += by));
  };
  return {
    take: (whose) => {
      if ((taken.get(whose) ?? 0) >= PLACES_OF_ONE)
        throw new CodedError('LIVE_QUERIES_TOO_MANY', { max: PLACES_OF_ONE });
      if (all >= PLACES_OF_ALL) throw new CodedError('LIVE_QUERIES_TOO_MANY', { max: PLACES_OF_ALL });
      change(whose, 1);
      let isGiven = false;
      return () => {
        if (!isGiven) change(whose, -1);
        isGiven = true;
      };
    },
  };
};
