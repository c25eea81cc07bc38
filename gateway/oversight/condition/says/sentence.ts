import type { Environment } from '@marcbachmann/cel-js';
import type { Place } from '../rule/fault.ts';
import { expression, type Expression, type Values } from './expression.ts';

/** A text with expressions in it. */
export interface Sentence {
  readonly say: (values: Values) => string;
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return String(value);
};

/** Where a sentence stands: the rule, and its characters in the rule's text. */
interface Where {
  readonly rule: string;
  readonly at: (offset: number) => Place | undefined;
}

/** Reads `text {cel} text`. Braces inside an expression are not possible, nor needed. */
export const sentence = (environment: Environment, template: string, { rule, at }: Where): Sentence => {
  let begin = 0;
  const parts = template.split(/\{([^{}]*)\}/).map((text, index): string | Expression => {
    const start = begin;
    // Each expression has a brace before it and one behind.
    begin += text.length + 1;
    if (index % 2 === 0) return text;
    return expression(environment, text, { rule, part: 'says', at: (offset) => at(start + offset) });
  });
  return {
    say: (values) =>
      parts.map((part) => (typeof part === 'string' ? part : shown(part.run(values)))).join(''),
  };
};
