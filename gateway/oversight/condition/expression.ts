import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import { CodedError } from '../../../schema/errors.ts';
import { ruleFault, type Place } from '../rule/fault.ts';
import type { Bilingual } from '../rule/metadata.ts';
import { LIMITS, RUNNING } from './types.ts';
import { counting, STEPS_MAX } from './work.ts';

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

const TOO_LARGE: Readonly<Record<keyof typeof LIMITS, Bilingual>> = {
  maxAstNodes: {
    en: `it has more than ${LIMITS.maxAstNodes} parts`,
    zh: `组成部分超过 ${LIMITS.maxAstNodes} 个`,
  },
  maxDepth: {
    en: `it is nested deeper than ${LIMITS.maxDepth} levels`,
    zh: `嵌套超过 ${LIMITS.maxDepth} 层`,
  },
  maxListElements: {
    en: `a list in it has more than ${LIMITS.maxListElements} elements`,
    zh: `列表超过 ${LIMITS.maxListElements} 项`,
  },
  maxMapEntries: {
    en: `a map in it has more than ${LIMITS.maxMapEntries} entries`,
    zh: `映射超过 ${LIMITS.maxMapEntries} 项`,
  },
  maxCallArguments: {
    en: `a function in it is given more than ${LIMITS.maxCallArguments} values`,
    zh: `函数参数超过 ${LIMITS.maxCallArguments} 个`,
  },
};

/** What the library says of an expression that it does not take: in English, but where it is too large. */
const whyRefused = (said: string): Bilingual => {
  const limit = Object.entries(TOO_LARGE).find(([name]) => said.startsWith(`Exceeded ${name} `));
  return limit?.[1] ?? { en: said, zh: `表达式有误（${said}）` };
};

/** What the library says, with the part of the expression that it is about where it does not name that itself. */
const withPlace = (said: string, part: string): string => (said.endsWith(part) ? said : `${said}: ${part}`);

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
    const said = error?.summary ?? error?.message ?? 'no expression';
    const { en, zh } = whyRefused(withPlace(said, cel.slice(start, error?.range?.end ?? cel.length)));
    const reason = { en: `${part}: ${en}`, zh: `${part} ${zh}` };
    throw ruleFault(rule, reason, at(start), error);
  }
  const found = String(checked.type);
  if (!fits(found, type)) {
    const reason = { en: `${part} is ${found}, not ${type}`, zh: `${part} 的类型是 ${found}，应为 ${type}` };
    throw ruleFault(rule, reason, at(0));
  }
  const run = counting(RUNNING, cel, (offset) => {
    const place = at(offset);
    return new CodedError('RULE_TOO_MUCH_WORK', {
      rule,
      part,
      max: STEPS_MAX,
      place: place === undefined ? '' : ` (${place.line}:${place.column})`,
      ...place,
    });
  });
  return { cel, type: found, ast: run.ast, run: (values) => run(values) as unknown };
};
