import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { ruleFault } from '../rule/fault.ts';
import { RUNNING } from './types.ts';

/** Values by their names. */
export type Values = Readonly<Record<string, unknown>>;

/** A CEL expression whose types have been checked. */
export interface Expression {
  readonly cel: string;
  /** As CEL writes it, e.g. `list<string>`. */
  readonly type: string;
  readonly ast: ASTNode;
  readonly run: (values: Values) => unknown;
}

interface Wanted {
  readonly rule: string;
  /** Which part of the rule it is, e.g. `condition`. */
  readonly part: string;
  /** Left out: any type. */
  readonly type?: 'bool' | 'string' | 'int' | 'list' | undefined;
}

const placeIn = (cel: string, offset: number): { line: number; column: number } => {
  const before = cel.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
};

const fits = (type: string, wanted: Wanted['type']): boolean =>
  wanted === undefined || type === 'dyn' || (wanted === 'list' ? type.startsWith('list<') : type === wanted);

/** Checks an expression against an environment. Throws RULE_INVALID with the place inside the expression. */
export const expression = (
  environment: Environment,
  cel: string,
  { rule, part, type }: Wanted,
): Expression => {
  const checked = environment.check(cel);
  if (!checked.valid || checked.type === undefined) {
    const { error } = checked;
    const start = error?.range?.start ?? 0;
    const reason = `${part}: ${error?.summary ?? error?.message ?? 'is not an expression'}`;
    throw ruleFault(
      rule,
      `${reason}: ${cel.slice(start, error?.range?.end ?? cel.length)}`,
      placeIn(cel, start),
      error,
    );
  }
  const found = String(checked.type);
  if (!fits(found, type)) throw ruleFault(rule, `${part} is ${found}, not ${type}`);
  const run = RUNNING.parse(cel);
  return { cel, type: found, ast: run.ast, run: (values) => run(values) as unknown };
};
