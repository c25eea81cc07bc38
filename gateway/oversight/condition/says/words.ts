// Words of the graph in a sentence: they stay what the graph calls them until it is said to somebody.

/** Stand around a word: no text that anybody writes has them. */
const [OPEN, BETWEEN, CLOSE] = ['\u{E000}', '\u{E001}', '\u{E002}'];
const WORD = new RegExp(`${OPEN}([^${BETWEEN}]*)${BETWEEN}([^${CLOSE}]*)${CLOSE}`, 'gu');

/** Type of the words that stand for institutions, by their codes. */
export const INSTITUTION = 'Institution';

/** A value of a type, as it stands in a sentence. */
export const word = (type: string, value: string): string => `${OPEN}${type}${BETWEEN}${value}${CLOSE}`;

/** The sentence with its words said; those that are not known here stay. */
export const said = (sentence: string, say: (type: string, value: string) => string | undefined): string =>
  sentence.replace(WORD, (known, type: string, value: string) => say(type, value) ?? known);

/** Values of the words of a type in a sentence, each once. */
export const wordsOf = (sentence: string, wanted: string): string[] => [
  ...new Set(
    [...sentence.matchAll(WORD)].flatMap(([, type, value = '']) => (type === wanted ? [value] : [])),
  ),
];
