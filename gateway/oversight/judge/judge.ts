import { createHash } from 'node:crypto';
import type { Values } from '../condition/expression.ts';
import { boundedWork } from '../condition/work.ts';
import { celValues } from '../condition/values.ts';
import type { Rule } from '../rule/compile.ts';
import type { Bilingual, Severity } from '../rule/metadata.ts';

/** What a rule found about a subject. */
export interface Hit {
  /** Tells the hits of one subject apart; empty where there is one. */
  readonly period: string;
  readonly severity: Severity;
  /** Money at stake; null where none can be computed. */
  readonly amountFen: bigint | null;
  /** Code of the institution that it belongs to; null where the rule names none. */
  readonly institutionCode: string | null;
  /** Institutions are words still where it is not said to anybody yet, see `spelled`. */
  readonly says: Bilingual;
  /** Equal for equal facts: a refuted hit with the same one does not come back. */
  readonly digest: string;
}

/** Decides about subjects, as the graph answered with them. */
export type Judge = (subject: Readonly<Record<string, unknown>>) => Hit[];

/** What is said is what decided: facts that change nothing of it, nor the money, are the same facts, in whatever words. */
const digestOf = (...said: readonly (string | bigint | null)[]): string =>
  createHash('sha256').update(said.join('\0')).digest('hex').slice(0, 32);

/**
 * The judge of a rule on a day. Throws where an expression cannot be worked out, e.g. as it reads what is null, and
 * RULE_TOO_MUCH_WORK where it goes on for too long.
 */
export const judgeOf = (rule: Rule, asOf: string): Judge => {
  const { condition: parts, metadata, subjectName, subject: shape } = rule;
  const { seen } = rule.variablesOn(asOf);
  const convert = celValues(shape);

  const severityOf = (values: Values): Severity | undefined => {
    if (parts.condition.run(values) === true) return metadata.severity;
    return parts.warning?.run(values) === true ? 'AMBER' : undefined;
  };

  const hitOf = (values: Values): Hit[] => {
    const severity = severityOf(values);
    if (severity === undefined) return [];
    const period = (parts.period?.run(values) ?? '') as string;
    const amountFen = (parts.amount?.run(values) ?? null) as bigint | null;
    const institutionCode = ((parts.institution?.run(values) ?? '') as string) || null;
    const says = { en: parts.says.en.say(values), zh: parts.says.zh.say(values) };
    const digest = digestOf(severity, period, amountFen, ...parts.says.en.facts(values));
    return [{ period, severity, amountFen, institutionCode, says, digest }];
  };

  const hitsOf = (subject: Readonly<Record<string, unknown>>): Hit[] => {
    const values: Record<string, unknown> = { ...seen, [subjectName]: convert(subject) };
    for (const { name, expression } of parts.let) values[name] = expression.run(values);
    if (parts.each === undefined) return hitOf(values);
    const items = (parts.each.run(values) ?? []) as readonly unknown[];
    const hits = new Map<string, Hit>();
    for (const item of items) {
      const itemValues: Record<string, unknown> = { ...values, item };
      for (const { name, expression } of parts.perItem) itemValues[name] = expression.run(itemValues);
      for (const hit of hitOf(itemValues)) if (!hits.has(hit.period)) hits.set(hit.period, hit);
    }
    return [...hits.values()];
  };
  return (subject) => boundedWork(() => hitsOf(subject));
};
