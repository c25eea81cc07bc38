import { GRAPHIQL_CHINESE, HEADINGS_CHINESE, NAMES } from '../page/chinese.ts';
import { PATCHES } from './patches.ts';
import { translateSource } from './translate-source.ts';

/** One pass over the files of GraphiQL and Monaco. */
export interface Translation {
  /** The file's code, changed where it needs to be. `id` is its path. */
  readonly apply: (id: string, code: string) => string;
  /** After the last file: what no longer fits. Empty when all is well. */
  readonly problems: () => readonly string[];
  /** Texts of GraphiQL translated so far. */
  readonly count: () => number;
}

const GRAPHIQL =
  /\/node_modules\/(?:graphiql|@graphiql\/(?:react|plugin-[a-z-]+)|graphiql-explorer)\/dist\/(?!setup-workers\/).*\.js$/;

const DICTIONARY = {
  texts: new Set(Object.keys(GRAPHIQL_CHINESE)),
  keys: new Set(Object.keys(HEADINGS_CHINESE)),
  names: NAMES,
};

const complain = (what: string, texts: Iterable<string>): readonly string[] =>
  [...texts].map((text) => `${what}: ${JSON.stringify(text)}`);

const missing = (wanted: Iterable<string>, found: ReadonlySet<string>): readonly string[] =>
  [...wanted].filter((text) => !found.has(text));

/** Starts a pass. It notices texts of the dictionary that are gone, and texts that are shown but not in it. */
export const startTranslation = (): Translation => {
  const found = new Set<string>();
  const unknown = new Set<string>();
  const patched = new Set<string>();

  const patch = (id: string, code: string): string => {
    const patches = PATCHES.filter(({ file, from }) => id.endsWith(file) && code.includes(from));
    for (const { file } of patches) patched.add(file);
    return patches.reduce((result, { from, to }) => result.replaceAll(from, to), code);
  };

  const translate = (id: string, code: string): string => {
    const result = translateSource(id, code, DICTIONARY);
    for (const text of result.found) found.add(text);
    for (const text of result.unknown) unknown.add(text);
    return result.code;
  };

  return {
    apply: (id, code) => (GRAPHIQL.test(id) ? translate(id, patch(id, code)) : patch(id, code)),
    problems: () => [
      ...complain('No longer in GraphiQL', missing([...DICTIONARY.texts, ...DICTIONARY.keys], found)),
      ...complain('Shown by GraphiQL, not in page/chinese.ts', unknown),
      ...complain(
        'No longer to be patched',
        missing(
          PATCHES.map(({ file }) => file),
          patched,
        ),
      ),
    ],
    count: () => found.size,
  };
};
