import { INSTITUTION, said, wordsOf } from '../condition/says/words.ts';
import { question, type Question } from '../question.ts';
import type { Rule } from '../rule/compile.ts';
import type { Ask, Found } from './page.ts';

/** How many institutions are asked for at once: one, a few, or many, so that the graph plans three questions only. */
const SIZES = [1, 10, 100];
const MOST = SIZES.at(-1)!;

const made = (size: number): Question => {
  const indices = Array.from({ length: size }, (_, index) => index);
  const given = indices.map((index) => `$code${index}: InstitutionCode!`).join(' ');
  const asked = indices.map(
    (index) => `name${index}: institution(code: $code${index}, asOf: $asOf) { code name }`,
  );
  return question(`query NamesForRules($asOf: Date ${given}) { ${asked.join('\n')} }`);
};

const questions = new Map<number, Question>();
const questionOf = (size: number): Question => {
  const known = questions.get(size) ?? made(size);
  questions.set(size, known);
  return known;
};

/** Names of institutions in the register of a day, by their codes. One that is not told is left out. */
export const namesOf = async (
  rule: Rule,
  asOf: string,
  codes: readonly string[],
  ask: Ask,
): Promise<ReadonlyMap<string, string>> => {
  const names = new Map<string, string>();
  for (let start = 0; start < codes.length; start += MOST) {
    const some = codes.slice(start, start + MOST);
    const size = SIZES.find((one) => one >= some.length)!;
    const given = Array.from({ length: size }, (_, index) => [`code${index}`, some[index] ?? some[0]]);
    const asked = { ...rule, ...questionOf(size) };
    // Nothing is left undecided for want of a name.
    const { data } = await ask(asked, { asOf, ...Object.fromEntries(given) }).catch(() => ({ data: null }));
    for (const row of Object.values(data ?? {})) {
      const { code, name } = (row ?? {}) as { readonly code?: string; readonly name?: string | null };
      if (code !== undefined && typeof name === 'string') names.set(code, name);
    }
  }
  return names;
};

/** What was found, with institutions by their codes. */
const withNames = (found: readonly Found[], names: ReadonlyMap<string, string>): Found[] =>
  found.map((one) => ({
    ...one,
    hits: one.hits.map((hit) => {
      const say = (sentence: string): string =>
        said(sentence, (type, value) => (type === INSTITUTION ? (names.get(value) ?? value) : value));
      return { ...hit, says: { en: say(hit.says.en), zh: say(hit.says.zh) } };
    }),
  }));

/**
 * What was found, in sentences that can be read: institutions by their names in the register, which are asked for of
 * hits alone, where `ask` is given; else, and where they are not told, by their codes.
 */
export const spelled = async (
  rule: Rule,
  asOf: string,
  found: readonly Found[],
  ask: Ask | undefined,
): Promise<readonly Found[]> => {
  const hits = found.flatMap((one) => one.hits);
  if (hits.length === 0) return found;
  const codes = [...new Set(hits.flatMap(({ says }) => wordsOf(says.en + says.zh, INSTITUTION)))].sort();
  const names =
    ask === undefined || codes.length === 0
      ? new Map<string, string>()
      : await namesOf(rule, asOf, codes, ask);
  return withNames(found, names);
};
