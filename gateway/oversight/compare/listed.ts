import type { Compared } from './explain.ts';

/** The first of the differences that are found, and whether there are more. */
export interface Listed {
  readonly add: (person: Compared) => void;
  readonly differences: () => readonly Compared[];
  readonly isMore: () => boolean;
}

/** Keeps so many differences at most: memory stays flat whatever is compared. */
export const listUpTo = (most: number): Listed => {
  const kept: Compared[] = [];
  let more = false;
  return {
    add: (person) => {
      if (person.verdict !== 'DIFFERS') return;
      if (kept.length < most) kept.push(person);
      else more = true;
    },
    differences: () => kept,
    isMore: () => more,
  };
};
