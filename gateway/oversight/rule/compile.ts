import { createHash } from 'node:crypto';
import { Kind, print, type DocumentNode, type FieldNode, type GraphQLSchema, type TypeNode } from 'graphql';
import { expression, type Expression, type Values } from '../condition/expression.ts';
import { sentence, type Sentence } from '../condition/sentence.ts';
import { typeEnvironment } from '../condition/types.ts';
import { askedDocument, PAGING, readRule, type RuleDocument } from './document.ts';
import { ruleFault } from './fault.ts';
import type { Metadata, SubjectKind } from './metadata.ts';
import { declaredParameters, parametersOf, type Parameter } from './parameters.ts';
import { shapeReader, type Shape } from './shape.ts';

/** A value with a name. */
export interface Binding {
  readonly name: string;
  readonly expression: Expression;
}

/** The parts of a rule that are worked out for a subject, checked. */
export interface Condition {
  readonly let: readonly Binding[];
  readonly each: Expression | undefined;
  readonly perItem: readonly Binding[];
  readonly condition: Expression;
  readonly warning: Expression | undefined;
  readonly period: Expression | undefined;
  readonly amount: Expression | undefined;
  readonly institution: Expression | undefined;
  readonly says: { readonly en: Sentence; readonly zh: Sentence };
}

/** A rule that can be run. */
export interface Rule {
  readonly metadata: Metadata;
  /** The text that it was read from. */
  readonly text: string;
  /** What the graph is asked, and its hash, by which compiled operations are kept. */
  readonly document: DocumentNode;
  readonly documentKey: string;
  readonly roots: readonly FieldNode[];
  /** Names of the populations in the answer. */
  readonly populations: readonly string[];
  readonly subject: Extract<Shape, { readonly kind: 'object' }>;
  /** Name of the subject in expressions. */
  readonly subjectName: string;
  /** Field of the subject that holds its key. */
  readonly key: string;
  readonly condition: Condition;
  /** What it may be given, and its variables that are worked out. */
  readonly declared: readonly Parameter[];
  readonly computed: RuleDocument['computed'];
  readonly parameters: Values;
  /** What the graph is given for a day, apart from the page; and what expressions see beside the subject. */
  readonly variablesOn: (asOf: string) => { readonly asked: Values; readonly seen: Values };
}

const SUBJECTS: Readonly<
  Record<SubjectKind, { readonly name: string; readonly type: string; readonly key: string }>
> = {
  PERSON: { name: 'person', type: 'Person', key: 'pid' },
  INSTITUTION: { name: 'institution', type: 'Institution', key: 'code' },
};

const SCALARS: Readonly<Record<string, string>> = {
  Int: 'int',
  Float: 'double',
  Boolean: 'bool',
  Decimal: 'double',
};

const celTypeOf = (type: TypeNode): string => {
  if (type.kind === Kind.NON_NULL_TYPE) return celTypeOf(type.type);
  if (type.kind === Kind.LIST_TYPE) return `list<${celTypeOf(type.type)}>`;
  return SCALARS[type.name.value] ?? 'string';
};

/** A parameter as CEL has it. */
const celValue = (type: string, value: unknown): unknown => {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => celValue(type.slice('list<'.length, -1), item));
  if (type === 'int') return BigInt(value as number);
  return type === 'double' ? Number(value) : value;
};

/** A value of CEL as a variable of the graph has it. */
const graphValue = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value);
  return Array.isArray(value) ? value.map(graphValue) : value;
};

const optional = <T>(given: string | null | undefined, make: (cel: string) => T): T | undefined =>
  given === null || given === undefined ? undefined : make(given);

const checkSubject = (
  { metadata: { id, subject } }: RuleDocument,
  shape: Extract<Shape, { readonly kind: 'object' }>,
): void => {
  const { type, key } = SUBJECTS[subject];
  if (shape.type !== type)
    throw ruleFault(id, `the populations are of ${shape.type}, the rule is about ${type}`);
  if (!shape.fields.some(({ name, coordinate }) => name === key && coordinate === `${type}.${key}`))
    throw ruleFault(id, `the populations do not select ${key}`);
};

const conditionOf = (
  { metadata }: RuleDocument,
  shape: Shape,
  variables: Readonly<Record<string, string>>,
): Condition => {
  const { id: rule, says } = metadata;
  const environment = typeEnvironment(SUBJECTS[metadata.subject].name, shape, variables);
  const check = (part: string, type?: 'bool' | 'string' | 'int' | 'list') => (cel: string) =>
    expression(environment, cel, { rule, part, type });
  const bind = ({ name, cel }: Metadata['let'][number]): Binding => {
    const checked = check(name)(cel);
    environment.registerVariable(name, checked.type);
    return { name, expression: checked };
  };
  const bindings = metadata.let.map(bind);
  const each = optional(metadata.each, check('each', 'list'));
  if (each !== undefined) environment.registerVariable('item', each.type.slice('list<'.length, -1));
  return {
    let: bindings,
    each,
    perItem: metadata.perItem.map(bind),
    condition: check('condition', 'bool')(metadata.condition),
    warning: optional(metadata.warning, check('warning', 'bool')),
    period: optional(metadata.period, check('period', 'string')),
    amount: optional(metadata.amount, check('amount', 'int')),
    institution: optional(metadata.institution, check('institution', 'string')),
    says: { en: sentence(environment, says.en, rule), zh: sentence(environment, says.zh, rule) },
  };
};

/** Compiles a rule against a graph that has the directives of rules (`ruleSchema`). Throws RULE_INVALID with the place. */
export const compileRule = (text: string, schema: GraphQLSchema, given: Values = {}): Rule => {
  const read = readRule(text, schema);
  const { metadata, roots, computed } = read;
  const shape = shapeReader(metadata.id, schema, read.document)(roots);
  checkSubject(read, shape);
  const values = parametersOf(read, schema, given);
  const types = Object.fromEntries(
    read.parameters.map(({ variable, type }) => [variable.name.value, celTypeOf(type)]),
  );
  const parameters = Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, celValue(type, values[name])]),
  );
  const outer = typeEnvironment('unused', { kind: 'leaf', leaf: 'string' }, { asOf: 'string', ...types });
  const made = computed.map(({ name, cel }) => ({
    name,
    expression: expression(outer, cel, { rule: metadata.id, part: `$${name}` }),
  }));
  const seenTypes = {
    asOf: 'string',
    ...types,
    ...Object.fromEntries(made.map(({ name, expression: { type } }) => [name, type])),
  };
  const document = askedDocument(read);
  return {
    metadata,
    text,
    document,
    documentKey: createHash('sha256').update(print(document)).digest('hex'),
    roots,
    populations: roots.map(({ alias, name }) => (alias ?? name).value),
    subject: shape,
    subjectName: SUBJECTS[metadata.subject].name,
    key: SUBJECTS[metadata.subject].key,
    condition: conditionOf(read, shape, seenTypes),
    declared: declaredParameters(read, schema),
    computed,
    parameters,
    variablesOn: (asOf) => {
      const known = { asOf, ...parameters };
      const seen = {
        ...known,
        ...Object.fromEntries(made.map(({ name, expression: { run } }) => [name, run(known)])),
      };
      const asked = Object.fromEntries(
        Object.entries(seen)
          .filter(([name]) => !PAGING.includes(name as never))
          .map(([name, value]) => [name, graphValue(value)]),
      );
      return { asked, seen };
    },
  };
};
