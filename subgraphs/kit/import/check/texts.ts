import { fold } from '../map/fold.ts';
import { fault, type Checker } from './fault.ts';

/** Longest text of a cell. */
const TEXT_CHARACTERS = 4000;
/** Longest text of a key column: two of them in four-byte characters still fit an index entry of Postgres (2704 bytes). */
const KEY_CHARACTERS = 256;

/** Refuses what Postgres cannot keep or index. */
export const textChecker = (inKey: boolean): Checker => {
  const limit = inKey ? KEY_CHARACTERS : TEXT_CHARACTERS;
  return (text) => (text.length > limit || text.includes('\u0000') ? fault('TEXT_INVALID', { limit }) : text);
};

const TERMS_SHOWN = 8;

/** Reads a term of an enumeration into the value's name. */
export const termChecker = (terms: ReadonlyMap<string, string>): Checker => {
  const values = [...new Set(terms.values())];
  const shown = [...values.slice(0, TERMS_SHOWN), ...(values.length > TERMS_SHOWN ? ['…'] : [])].join(', ');
  return (text) => terms.get(fold(text)) ?? fault('TERM_UNKNOWN', { terms: shown });
};
