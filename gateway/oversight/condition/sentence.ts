import type { Environment } from '@marcbachmann/cel-js';
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

/** Reads `text {cel} text`. Braces inside an expression are not possible, nor needed. */
export const sentence = (environment: Environment, template: string, rule: string): Sentence => {
  const parts = template
    .split(/\{([^{}]*)\}/)
    .map((text, index): string | Expression =>
      index % 2 === 0 ? text : expression(environment, text, { rule, part: 'says' }),
    );
  return {
    say: (values) =>
      parts.map((part) => (typeof part === 'string' ? part : shown(part.run(values)))).join(''),
  };
};
