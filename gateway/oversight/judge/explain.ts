import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression, Values } from '../condition/expression.ts';
import { isNode } from '../condition/nodes.ts';
import { RUNNING } from '../condition/types.ts';
import { celValues } from '../condition/values.ts';
import { boundedWork, counting, STEPS_MAX } from '../condition/work.ts';
import type { Rule } from '../rule/compile.ts';
import { RECORD_VERSION } from '../rule/record-versions.ts';
import { wholePart } from './whole.ts';

/** One step of working a rule out for a subject. */
export interface Step {
  /** What it is a part of, e.g. `condition`, or the name of a value. */
  readonly part: string;
  /** The expression, as it is written. */
  readonly cel: string;
  /** How deep it stands inside another step. */
  readonly depth: number;
  /** What it came to, as text. */
  readonly value: string;
}

/** Longest value that is shown whole. */
const SHOWN_MAX = 300;

const shown = (value: unknown): string => {
  const text = JSON.stringify(value, (name, inner: unknown) => {
    // The rule does not read it.
    if (name === RECORD_VERSION) return undefined;
    return typeof inner === 'bigint' ? Number(inner) : inner;
  });
  return (text ?? 'null').length > SHOWN_MAX ? `${text!.slice(0, SHOWN_MAX)}…` : (text ?? 'null');
};

/** Functions that name a variable for what is written inside them: it has no value outside. */
const MACROS: ReadonlySet<string> = new Set(['exists', 'exists_one', 'all', 'filter', 'map', 'bind']);

const partsOf = ({ op, args }: ASTNode): readonly ASTNode[] => {
  const given = args as unknown;
  if (op === 'value' || op === 'id') return [];
  if (op === 'rcall') {
    const [name, receiver, inside] = given as [string, ASTNode, ASTNode[]];
    return MACROS.has(name) ? [receiver] : [receiver, ...inside];
  }
  if (op === 'call') return (given as [string, ASTNode[]])[1];
  return (Array.isArray(given) ? given.flat() : [given]).filter(isNode);
};

/** Steps that tell more than a name or a number. */
const tells = ({ op }: ASTNode): boolean => op !== 'value' && op !== 'id' && op !== '.';

/** The explanation works each step out by itself, so that it may end before its rule does. */
const tooMuch = (): Error => new Error(`more than ${STEPS_MAX} steps`);

const valueOf = (cel: string, values: Values): string => {
  try {
    return shown(counting(RUNNING, cel, tooMuch)(values));
  } catch (error) {
    return `! ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`;
  }
};

const stepsOf = (part: string, { cel, ast }: Expression, values: Values): Step[] => {
  const steps: Step[] = [{ part, cel, depth: 0, value: valueOf(cel, values) }];
  const walk = (node: ASTNode, depth: number): void => {
    for (const inner of partsOf(node)) {
      const text = wholePart(cel, inner.range);
      const shownHere = tells(inner) && text !== cel;
      if (shownHere) steps.push({ part, cel: text, depth, value: valueOf(text, values) });
      walk(inner, shownHere ? depth + 1 : depth);
    }
  };
  walk(ast, 1);
  return steps;
};

const explain = ({ condition: parts }: Rule, values: Record<string, unknown>, steps: Step[]): void => {
  const decide = (known: Values): void => {
    steps.push(...stepsOf('condition', parts.condition, known));
    if (parts.warning !== undefined) steps.push(...stepsOf('warning', parts.warning, known));
    if (parts.graver !== undefined && parts.condition.run(known) === true)
      steps.push(...stepsOf('graver', parts.graver, known));
    if (parts.amount !== undefined && parts.condition.run(known) === true)
      steps.push(...stepsOf('amount', parts.amount, known));
  };
  for (const { name, expression } of parts.let) {
    steps.push(...stepsOf(name, expression, values));
    values[name] = expression.run(values);
  }
  if (parts.each === undefined) {
    decide(values);
    return;
  }
  steps.push(...stepsOf('each', parts.each, values));
  for (const item of (parts.each.run(values) ?? []) as readonly unknown[]) {
    const known: Record<string, unknown> = { ...values, item };
    steps.push({ part: 'item', cel: 'item', depth: 0, value: shown(item) });
    for (const { name, expression } of parts.perItem) {
      steps.push(...stepsOf(name, expression, known));
      known[name] = expression.run(known);
    }
    decide(known);
  }
};

/**
 * How a rule is worked out for a subject, step by step: each named value, then the condition for each item. Ends with
 * the step that cannot be worked out, which says so.
 */
export const explainJudgement = (
  rule: Rule,
  asOf: string,
  subject: Readonly<Record<string, unknown>>,
): Step[] => {
  const steps: Step[] = [];
  const values = { ...rule.variablesOn(asOf).seen, [rule.subjectName]: celValues(rule.subject)(subject) };
  try {
    boundedWork(() => explain(rule, values, steps));
  } catch {
    // The last step says it.
  }
  return steps;
};
