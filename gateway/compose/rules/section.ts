import { getNamedType, isEnumType, Kind, print, type FieldNode, type GraphQLSchema } from 'graphql';
import { DEPARTMENTS } from '../../../schema/departments.ts';
import type { FieldOwners } from '../../oversight/evidence/owners.ts';
import { purposeOf } from '../../oversight/purpose.ts';
import type { Rule } from '../../oversight/rule/compile.ts';
import type { Severity, SubjectKind } from '../../oversight/rule/metadata.ts';
import { table } from '../table.ts';
import type { CompiledRule } from './compiled.ts';
import { conditionLines } from './condition.ts';

export const SEVERITIES: Readonly<Record<Severity, string>> = { RED: 'red · 红色', AMBER: 'amber · 黄色' };
export const SUBJECTS: Readonly<Record<SubjectKind, string>> = {
  PERSON: 'persons · 人员',
  INSTITUTION: 'institutions · 机构',
};

/** A department in both languages; whatever else answers under its own name. */
export const departmentLabel = (name: string): string => {
  const known = Object.entries(DEPARTMENTS).find(([id]) => id === name)?.[1];
  return known === undefined ? name : `${known.en} ${known.zh}`;
};

/** The population that a root field is asked for, and what the contract says of it. */
const populationRow = (
  { alias, name, arguments: given = [] }: FieldNode,
  schema: GraphQLSchema,
): string[] => {
  const of = given.find((argument) => argument.name.value === 'of')?.value;
  const field = schema.getQueryType()?.getFields()[name.value];
  const values = getNamedType(field?.args.find((argument) => argument.name === 'of')?.type);
  const who =
    isEnumType(values) && of?.kind === Kind.ENUM ? (values.getValue(of.value)?.description ?? '') : '';
  const asked = of === undefined ? name.value : `${name.value}(of: ${print(of)})`;
  return [`\`${(alias ?? name).value}\``, `\`${asked}\``, who];
};

const parameterLines = ({ declared }: Rule): string[] =>
  declared.length === 0
    ? []
    : [
        '**Parameters · 参数**',
        '',
        ...table(
          ['Name', 'Type', 'Default · 默认值', 'What it is, with its unit', '含义', 'Source · 来源'],
          declared.map(({ name, type, standard, en, zh, source }) => [
            `\`${name}\``,
            `\`${type}\``,
            standard === undefined ? 'must be given · 必填' : `\`${standard}\``,
            en,
            zh,
            source,
          ]),
        ),
        '',
      ];

/** Coordinates in the order of the alphabet, as a cell of a table. */
export const coordinateList = (coordinates: Iterable<string>): string =>
  [...coordinates]
    .sort()
    .map((coordinate) => `\`${coordinate}\``)
    .join(' ');

const readLines = (rule: Rule, owners: FieldOwners): string[] => [
  '**Reads · 数据来源**',
  '',
  ...table(
    ['Department', 'Coordinates'],
    [...owners.coordinates(rule)]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([owner, coordinates]) => [departmentLabel(owner), coordinateList(coordinates)]),
  ),
  '',
];

const heads = ({ file, rule: { metadata } }: CompiledRule): string[] => {
  const { id, severity, subject, articles, floor } = metadata;
  const { id: task, kind } = purposeOf(id);
  return [
    `- Severity · 严重程度: ${SEVERITIES[severity]}; demoted to amber where less than ${floor} of the judged hits hold · 准确率低于 ${floor} 时降为黄色`,
    `- Subject · 对象: ${SUBJECTS[subject]}`,
    `- Articles · 依据: ${articles.join('; ')}`,
    `- Purpose · 用途: \`${task}\`, ${kind}`,
    `- Written in · 文件: [${file}](rules/${file})`,
  ];
};

const saidLines = ({ metadata: { says } }: Rule): string[] =>
  [says.en, says.zh].map(
    (text, index) => `${index === 0 ? '>' : '>\n>'} ${text.trim().replaceAll('\n', ' ')}`,
  );

/** What there is to know of a rule, as the lines of a section. */
export const ruleSection = (compiled: CompiledRule, owners: FieldOwners, schema: GraphQLSchema): string[] => {
  const { rule } = compiled;
  const { id, en, zh } = rule.metadata;
  return [
    `<a id="${id.toLowerCase()}"></a>`,
    '',
    `## ${id} ${en} · ${zh}`,
    '',
    ...heads(compiled),
    '',
    '**Population · 范围**',
    '',
    ...table(
      ['Name', 'Asked for', 'Who'],
      rule.roots.map((root) => populationRow(root, schema)),
    ),
    '',
    '**Says · 说明**',
    '',
    ...saidLines(rule),
    '',
    '**Condition · 条件**',
    '',
    ...conditionLines(compiled),
    '',
    ...parameterLines(rule),
    ...readLines(rule, owners),
  ];
};
