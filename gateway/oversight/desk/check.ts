import { CodedError } from '../../../schema/errors.ts';
import type { FieldOwners } from '../evidence/owners.ts';
import type { Rule } from '../rule/compile.ts';

/** What is wrong with a text, as `schema/gateway.graphql` has it. */
export interface RuleFault {
  readonly code: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly en: string;
  readonly zh: string;
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** A fault of a text; whatever is no fault of the text is thrown again. */
export const faultOf = (error: unknown): RuleFault => {
  if (!(error instanceof CodedError)) throw error;
  const { code, message, zh, details } = error;
  return { code, line: numberOf(details['line']), column: numberOf(details['column']), en: message, zh };
};

/** A value as JSON: numbers of CEL are those of JSON. */
const jsonOf = (value: unknown): string =>
  JSON.stringify(value ?? null, (_name, inner: unknown) =>
    typeof inner === 'bigint' ? Number(inner) : inner,
  );

const parametersOf = ({ declared, parameters }: Rule) =>
  declared.map(({ name, type, en, zh, source, standard, defaultValue }) => ({
    name,
    type,
    en,
    zh,
    source,
    default: standard === undefined ? null : jsonOf(defaultValue),
    value: jsonOf(parameters[name]),
  }));

/** What a rule is and reads, as `schema/gateway.graphql` has it. */
export const describedRule = (rule: Rule, owners: FieldOwners) => {
  const { id, en, zh, severity, subject, articles, floor, says } = rule.metadata;
  return {
    id,
    en,
    zh,
    severity,
    subject,
    articles,
    floor,
    says,
    populations: rule.roots.map(({ name }) => name.value),
    parameters: parametersOf(rule),
    reads: [...owners.coordinates(rule)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([department, coordinates]) => ({ department, coordinates: [...coordinates].sort() })),
  };
};
