// How far a page of several populations is to reach: a dense one ends it, and what a sparse one has behind that end would
// be read in vain, with each page anew. Measured on R24 over 100,000 people: of 30,000 retirements that were read, 2,700
// were used.
import { PAGE } from '../judge/populations.ts';

/** Keys of persons are spread evenly over these digits: they come from a keyed hash. Others are not calculated with. */
const EVEN = /^[0-9a-f]{32}$/;
/** Digits of a key that are calculated with exactly. */
const DIGITS = 12;

/** A page is made a little shorter than one that was full, so that it seldom is. */
const SHORTER = 0.95;

const placeOf = (key: string): number => Number.parseInt(key.slice(0, DIGITS), 16);
const keyAt = (place: number, { length }: string): string =>
  place.toString(16).padStart(DIGITS, '0').padEnd(length, 'f');

/** At least one place, so that the next page is always further on. */
const widthOf = (after: string | null, fullAt: string): number =>
  Math.max(1, (placeOf(fullAt) - (after === null ? 0 : placeOf(after))) * SHORTER);

/** Says how far pages are to reach. */
export interface Window {
  /** Key that the page behind another key is to reach to; null as far as it comes. */
  readonly boundBehind: (after: string | null) => string | null;
  /** Learns from a page: where it began, how many subjects it had, and where the next one begins if it was full. */
  readonly learn: (after: string | null, subjects: number, fullAt: string | null) => void;
}

/** No bounds: pages reach as far as they come. */
export const OPEN_WINDOW: Window = { boundBehind: () => null, learn: () => undefined };

/** Bounds that are as wide as the last full page, and wider behind pages that were not nearly full. */
export const newWindow = (): Window => {
  let width: number | undefined;
  return {
    boundBehind: (after) => {
      if (width === undefined || after === null) return null;
      const place = placeOf(after) + Math.ceil(width);
      return place < 16 ** DIGITS ? keyAt(place, after) : null;
    },
    learn: (after, subjects, fullAt) => {
      if (fullAt !== null) width = EVEN.test(fullAt) ? widthOf(after, fullAt) : undefined;
      else if (width !== undefined && subjects < PAGE / 2) width *= 2;
    },
  };
};
