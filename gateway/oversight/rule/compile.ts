import { createHash } from 'node:crypto';
import { Kind, print, type DocumentNode, type FieldNode, type GraphQLSchema, type TypeNode } from 'graphql';
import { expression, type Values } from '../condition/expression.ts';
import { labelsOver } from '../condition/says/labels.ts';
import { typeEnvironment } from '../condition/types.ts';
import { boundedWork } from '../condition/work.ts';
import { askedDocument, PAGING, readRule, type RuleDocument } from './document.ts';
import { ruleFault } from './fault.ts';
import { conditionOf, SUBJECTS, type Condition } from './condition.ts';
import type { Metadata } from './metadata.ts';
import { declaredParameters, parametersOf, type Parameter } from './parameters.ts';
import { placesOf } from './places.ts';
import { withRecordVersions } from './record-versions.ts';
import { shapeReader, type Shape } from './shape.ts';

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

const checkSubject = (
  { metadata: { id, subject } }: RuleDocument,
  shape: Extract<Shape, { readonly kind: 'object' }>,
): void => {
  const { type, key } = SUBJECTS[subject];
  if (shape.type !== type)
    throw ruleFault(id, {
      en: `the populations are of ${shape.type}, the rule is about ${type}`,
      zh: `范围字段的类型是 ${shape.type}，规则对象是 ${type}`,
    });
  if (!shape.fields.some(({ name, coordinate }) => name === key && coordinate === `${type}.${key}`))
    throw ruleFault(id, { en: `the populations do not select ${key}`, zh: `范围字段未选取 ${key}` });
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
  const placeOf = placesOf(read.operation);
  const made = computed.map(({ name, cel }) => ({
    name,
    expression: expression(outer, cel, {
      rule: metadata.id,
      part: `$${name}`,
      at: (offset) => placeOf(`$${name}`, offset),
    }),
  }));
  const seenTypes = {
    asOf: 'string',
    ...types,
    ...Object.fromEntries(made.map(({ name, expression: { type } }) => [name, type])),
  };
  const document = withRecordVersions(askedDocument(read), schema);
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
    condition: conditionOf(read, shape, seenTypes, placeOf, labelsOver(schema)),
    declared: declaredParameters(read, schema),
    computed,
    parameters,
    variablesOn: (asOf) => {
      const known = { asOf, ...parameters };
      const worked = boundedWork(() => made.map(({ name, expression: { run } }) => [name, run(known)]));
      const seen = { ...known, ...Object.fromEntries(worked) };
      const asked = Object.fromEntries(
        Object.entries(seen)
          .filter(([name]) => !PAGING.includes(name as never))
          .map(([name, value]) => [name, graphValue(value)]),
      );
      return { asked, seen };
    },
  };
};
