import type { Environment } from '@marcbachmann/cel-js';
import type { Bilingual } from '../../rule/metadata.ts';
import { ruleFault, type Place } from '../../rule/fault.ts';
import { checkLabels } from './check-labels.ts';
import { expression, type Expression, type Values } from '../expression.ts';
import type { LabelsOf } from './labels.ts';
import { said } from './words.ts';

/** A text with expressions in it. */
export interface Sentence {
  /** What it says; institutions are words still, see `words.ts`. */
  readonly say: (values: Values) => string;
  /** What its expressions come to, with the names that the graph has for things: the facts, whatever they are called. */
  readonly facts: (values: Values) => readonly string[];
}

/** Where a sentence stands: its language, the rule, and its characters in the rule's text. */
interface Where {
  readonly language: keyof Bilingual;
  readonly rule: string;
  readonly at: (offset: number) => Place | undefined;
  readonly labelsOf: LabelsOf;
}

/** A text, an expression, or texts and expressions that are left out where an expression comes to nothing. */
type Part = string | Expression;
type Group = { readonly optional: boolean; readonly parts: Part[] };

const BETWEEN: Bilingual = { en: ', ', zh: '、' };

const isNothing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === 0 ||
  value === 0n ||
  (Array.isArray(value) && value.every(isNothing));

const shown = (value: unknown, between: string): string => {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map((item) => shown(item, between)).join(between);
  return String(value);
};

const BRACKETS = {
  en: 'brackets in a sentence come in pairs, none inside another',
  zh: '说明中的方括号应成对出现，且不可嵌套',
};

const TOKENS = /\{([^{}]*)\}|[[\]]/g;

/** Reads a template into groups, in their order. */
const groupsOf = (
  template: string,
  read: (cel: string, start: number) => Expression,
  unpaired: (start: number) => Error,
): Group[] => {
  const groups: Group[] = [{ optional: false, parts: [] }];
  const put = (part: Part): void => void (part !== '' && groups.at(-1)!.parts.push(part));
  let end = 0;
  for (const token of template.matchAll(TOKENS)) {
    put(template.slice(end, token.index));
    end = token.index + token[0].length;
    if (token[1] !== undefined) put(read(token[1], token.index + 1));
    else {
      const opens = token[0] === '[';
      if (opens === groups.at(-1)!.optional) throw unpaired(token.index);
      groups.push({ optional: opens, parts: [] });
    }
  }
  put(template.slice(end));
  if (groups.at(-1)!.optional) throw unpaired(template.length - 1);
  return groups;
};

/**
 * Reads `text {cel} text [text {cel}]`: what stands in brackets is left out where one of its expressions comes to
 * nothing: null, an empty text or list, or 0. Braces inside an expression are not possible, nor needed.
 */
export const sentence = (
  environment: Environment,
  template: string,
  { language, rule, at, labelsOf }: Where,
): Sentence => {
  const read = (cel: string, start: number): Expression => {
    const where = { rule, part: 'says', at: (offset: number) => at(start + offset) };
    const checked = expression(environment, cel, where);
    checkLabels(checked, labelsOf, where);
    return checked;
  };
  const groups = groupsOf(template, read, (start) => ruleFault(rule, BRACKETS, at(start)));
  const label = (type: string, value: string): string | undefined => labelsOf(type)?.get(value)?.[language];

  const group = ({ optional, parts }: Group, values: Values): string => {
    const worked = parts.map((part) => (typeof part === 'string' ? { part } : { value: part.run(values) }));
    if (optional && worked.some((one) => 'value' in one && isNothing(one.value))) return '';
    return worked.map((one) => ('part' in one ? one.part : shown(one.value, BETWEEN[language]))).join('');
  };
  return {
    say: (values) => said(groups.map((one) => group(one, values)).join(''), label),
    facts: (values) =>
      groups.flatMap(({ parts }) =>
        parts.flatMap((part) => (typeof part === 'string' ? [] : [shown(part.run(values), ',')])),
      ),
  };
};
