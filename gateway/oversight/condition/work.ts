// Work that expressions make is counted and bounded, whoever wrote them: the library bounds only how long they are.
import type { ASTNode, Environment } from '@marcbachmann/cel-js';

/** Most steps that a rule may take for one subject. Measured over all built-in rules and 6,000 people: 2,000 at most, of 1 µs each. */
export const STEPS_MAX = 100_000;

/** Characters of a text that are one step. */
const STEP_LENGTH = 100;

/** Steps that are left. Expressions run one after another, and none of them waits for anything. */
let left = STEPS_MAX;

/** Says that an expression goes on for too long, and at which of its characters it does. */
export type Exceeded = (offset: number) => Error;

/** Has expressions run, e.g. all of a rule for one subject, which have so many steps together. */
export const boundedWork = <Result>(run: () => Result): Result => {
  left = STEPS_MAX;
  return run();
};

const sizeOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'string' ? Math.floor(value.length / STEP_LENGTH) : 0;
};

/** What carries out a node of an expression, once its operands are known: `in`, `+`, a function, one over a list. */
type Handle = (...given: readonly unknown[]) => unknown;

/** Kinds of nodes that do more the longer their operands are. */
const GROWING: ReadonlySet<string> = new Set(['+', 'in', '==', '!=', 'call', 'rcall', 'comprehension']);

/** Counts what a node does as soon as the library says how it is carried out, which is when it runs first. */
const count = (node: ASTNode, exceeded: Exceeded): void => {
  const take = (steps: number): void => {
    left -= steps;
    if (left < 0) throw exceeded(node.range.start);
  };
  const isCall = node.op === 'call' || node.op === 'rcall';
  let counted: Handle | undefined;
  Object.defineProperty(node, 'handle', {
    get: () => counted,
    set: (handle: Handle) => {
      counted = (...given) => {
        const operands = isCall ? (given[0] as readonly unknown[]) : given;
        take(operands.reduce<number>((sum, operand) => sum + sizeOf(operand), 1));
        const result = handle(...given);
        if (isCall) take(sizeOf(result));
        return result;
      };
    },
  });
};

const isNode = (value: object): value is ASTNode => 'op' in value && 'range' in value;

/** Every node of an expression, those included that the library put in the place of what is written, as for `filter`. */
const countAll = (value: unknown, exceeded: Exceeded, seen: Set<unknown>): void => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (!isNode(value)) {
    for (const inner of Object.values(value)) countAll(inner, exceeded, seen);
    return;
  }
  if (GROWING.has(value.op)) count(value, exceeded);
  const { args, meta } = value as { readonly args: unknown; readonly meta?: object };
  for (const inner of [args, ...Object.values(meta ?? {})]) countAll(inner, exceeded, seen);
};

/** Reads an expression whose steps are counted. */
export const counting = (
  environment: Environment,
  cel: string,
  exceeded: Exceeded,
): ReturnType<Environment['parse']> => {
  const parsed = environment.parse(cel);
  countAll(parsed.ast, exceeded, new Set());
  return parsed;
};
