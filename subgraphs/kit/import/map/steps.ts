import { CodedError } from '../../../../schema/errors.ts';
import { clean, fold } from './fold.ts';
import type { ColumnMapping, Mapping } from './mapping.ts';

/** Turns a cell's text into another. */
export type Step = (text: string) => string;

const listOf = (
  given: string | Readonly<Record<string, string>>,
  lists: Mapping['lists'],
  path: string,
): Readonly<Record<string, string>> => {
  if (typeof given !== 'string') return given;
  const list = lists[given];
  if (list === undefined)
    throw new CodedError('MAPPING_INVALID', { path, reason: `there is no list ${given}` });
  return list;
};

const splitStep =
  ({ by, take }: { by: string; take: number }): Step =>
  (text) =>
    clean(text.split(by).at(take > 0 ? take - 1 : take) ?? '');

/** Replaces whole words, where a word is anything between blanks, brackets, dashes, slashes and commas. */
const wordsStep = (words: Readonly<Record<string, string>>): Step => {
  const known = new Map(Object.entries(words).map(([word, full]) => [fold(word), full]));
  return (text) => clean(text.replace(/[^\s()\-/,&]+/g, (word) => known.get(fold(word)) ?? word));
};

const withoutPunctuation: Step = (text) => text.replace(/[\s()\-/,&]+/g, ' ').trim();

const valuesStep = (values: Readonly<Record<string, string>>): Step => {
  const known = new Map(Object.entries(values).map(([value, other]) => [fold(value), other]));
  return (text) => known.get(fold(text)) ?? text;
};

const caseStep =
  (form: 'upper' | 'lower'): Step =>
  (text) =>
    form === 'upper' ? text.toUpperCase() : text.toLowerCase();

const padStep =
  ({ with: filler, to, at }: NonNullable<ColumnMapping['pad']>): Step =>
  (text) =>
    at === 'start' ? text.padStart(to, filler) : text.padEnd(to, filler);

/** The steps of a column in the order in which they are taken; an empty text is left alone. */
export const stepsOf = (mapping: ColumnMapping, lists: Mapping['lists'], path: string): Step | undefined => {
  const { split, case: form, punctuation, words, values, pad, prefix } = mapping;
  const steps: Step[] = [
    ...(split ? [splitStep(split)] : []),
    ...(form ? [caseStep(form)] : []),
    ...(punctuation === 'drop' ? [withoutPunctuation] : []),
    ...(words === undefined ? [] : [wordsStep(listOf(words, lists, `${path}.words`))]),
    ...(values === undefined ? [] : [valuesStep(listOf(values, lists, `${path}.values`))]),
    ...(pad ? [padStep(pad)] : []),
    ...(prefix === undefined ? [] : [(text: string) => `${prefix}${text}`]),
  ];
  if (steps.length === 0) return undefined;
  return (text) => (text === '' ? '' : steps.reduce((before, step) => step(before), text));
};
