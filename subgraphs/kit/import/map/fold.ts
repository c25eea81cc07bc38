/** Blanks in all their forms: spaces, tabs, non-breaking and ideographic spaces. */
const BLANKS = /[ \t\u00a0\u2007\u202f\u3000\ufeff]+/g;
const NEEDS_CLEANING = /^\s|\s$|[\t\r\n\u00a0\u2007\u202f\u3000\ufeff]| {2}/;

/** A cell as it is kept: blanks around it gone, runs of blanks one space; line ends inside stay. */
export const clean = (cell: string): string =>
  NEEDS_CLEANING.test(cell)
    ? cell
        .replace(BLANKS, ' ')
        .replace(/ ?\r?\n ?/g, '\n')
        .trim()
    : cell;

/** Full-width characters as their usual form: `１２．５` is `12.5`. */
export const narrow = (text: string): string => text.normalize('NFKC').trim();

/** A header or a term without what people vary: width, case, blanks, `_` and `-`. */
export const fold = (text: string): string =>
  narrow(text)
    .toLowerCase()
    .replace(/[\s_\-\u200b\ufeff]/g, '');
