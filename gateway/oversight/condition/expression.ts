import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { ruleFault, type Place } from '../rule/fault.ts';
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
  /** Where a character of the expression stands in the rule's text. */
  readonly at: (offset: number) => Place | undefined;
}

const fits = (type: string, wanted: Wanted['type']): boolean =>
  wanted === undefined || type === 'dyn' || (wanted === 'list' ? type.startsWith('list<') : type === wanted);

/** Checks an expression against an environment. Throws RULE_INVALID with the place in the rule's text. */
export const expression = (
  environment: Environment,
  cel: string,
  { rule, part, type, at }: Wanted,
): Expression => {
  const checked = environment.check(cel);
  if (!checked.valid || checked.type === undefined) {
    const { error } = checked;
    const start = error?.range?.start ?? 0;
    const said = `${error?.summary ?? error?.message ?? 'no expression'}: ${cel.slice(start, error?.range?.end ?? cel.length)}`;
    const reason = { en: `${part}: ${said}`, zh: `${part} 表达式有误（${said}）` };
    throw ruleFault(rule, reason, at(start), error);
  }
  const found = String(checked.type);
  if (!fits(found, type)) {
    const reason = { en: `${part} is ${found}, not ${type}`, zh: `${part} 的类型是 ${found}，应为 ${type}` };
    throw ruleFault(rule, reason, at(0));
  }
  const run = RUNNING.parse(cel);
  return { cel, type: found, ast: run.ast, run: (values) => run(values) as unknown };
};
