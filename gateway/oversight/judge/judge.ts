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

type Row = Readonly<Record<string, unknown>>;

/** Decides about subjects, as the graph answered with them. */
export type Judge = (subject: Row) => Hit[];

/** What is said is what decided: facts that change nothing of it, nor the money, are the same facts, in whatever words. */
const digestOf = (...said: readonly (string | bigint | null)[]): string =>
  createHash('sha256').update(said.join('\0')).digest('hex').slice(0, 32);

/** What a rule works out for a subject: the values that its expressions see, once or for each of its items. */
const valuesOver = (rule: Rule, asOf: string): ((subject: Row) => Values[]) => {
  const { condition: parts, subjectName, subject: shape } = rule;
  const { seen } = rule.variablesOn(asOf);
  const convert = celValues(shape);
  return (subject) => {
    const values: Record<string, unknown> = { ...seen, [subjectName]: convert(subject) };
    for (const { name, expression } of parts.let) values[name] = expression.run(values);
    if (parts.each === undefined) return [values];
    return ((parts.each.run(values) ?? []) as readonly unknown[]).map((item) => {
      const itemValues: Record<string, unknown> = { ...values, item };
      for (const { name, expression } of parts.perItem) itemValues[name] = expression.run(itemValues);
      return itemValues;
    });
  };
};

const periodOf = ({ condition: { period } }: Rule, values: Values): string =>
  (period?.run(values) ?? '') as string;

/**
 * The judge of a rule on a day. Throws where an expression cannot be worked out, e.g. as it reads what is null, and
 * RULE_TOO_MUCH_WORK where it goes on for too long.
 */
export const judgeOf = (rule: Rule, asOf: string): Judge => {
  const { condition: parts, metadata } = rule;
  const valuesOf = valuesOver(rule, asOf);

  const severityOf = (values: Values): Severity | undefined => {
    if (parts.condition.run(values) === true)
      return parts.graver?.run(values) === true ? 'RED' : metadata.severity;
    return parts.warning?.run(values) === true ? 'AMBER' : undefined;
  };

  const hitOf = (values: Values): Hit[] => {
    const severity = severityOf(values);
    if (severity === undefined) return [];
    const period = periodOf(rule, values);
    const amountFen = (parts.amount?.run(values) ?? null) as bigint | null;
    const institutionCode = ((parts.institution?.run(values) ?? '') as string) || null;
    const says = { en: parts.says.en.say(values), zh: parts.says.zh.say(values) };
    const digest = digestOf(severity, period, amountFen, ...parts.says.en.facts(values));
    return [{ period, severity, amountFen, institutionCode, says, digest }];
  };

  const hitsOf = (subject: Row): Hit[] => {
    const hits = new Map<string, Hit>();
    for (const hit of valuesOf(subject).flatMap(hitOf)) if (!hits.has(hit.period)) hits.set(hit.period, hit);
    return [...hits.values()];
  };
  return (subject) => boundedWork(() => hitsOf(subject));
};

/** What a rule is told of a difference between the three counts of an institution, see `explains` of `@rule`. */
export interface Difference {
  readonly unit: string;
  readonly isSeated: boolean;
  readonly isEmployed: boolean;
  readonly isPaid: boolean;
}

/** The period of a hit of the subject that says why it differs; undefined where none does. A mere warning says nothing. */
export type Explainer = (subject: Row, difference: Difference) => string | undefined;

/** Says what a rule’s hits explain on a day. Throws as the judge does. */
export const explainerOf = (rule: Rule, asOf: string): Explainer => {
  const { condition, explains } = rule.condition;
  const valuesOf = valuesOver(rule, asOf);
  return (subject, difference) =>
    boundedWork(() => {
      const why = valuesOf(subject).find(
        (values) => condition.run(values) === true && explains?.run({ ...values, ...difference }) === true,
      );
      return why && periodOf(rule, why);
    });
};
