// Findings tell which version of each record they were read from.
import { readFileSync } from 'node:fs';
import { print, visit, type FieldNode, type GraphQLObjectType } from 'graphql';
import { shareClasses } from '../../../schema/catalogue.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import { apiSchemaOf } from '../../../gateway/compose/api-schema.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { evidenceOf } from '../../../gateway/oversight/evidence/evidence.ts';
import { fieldOwners } from '../../../gateway/oversight/evidence/owners.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { rulesOver } from '../../../gateway/oversight/rule/over.ts';
import type { Shape } from '../../../gateway/oversight/rule/shape.ts';

const SUPERGRAPH = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const owners = fieldOwners(SUPERGRAPH);
const graph = apiSchemaOf(SUPERGRAPH);
const rules = ruleFiles().map(({ text }) => rulesOver(SUPERGRAPH)(text));
const R17 = rules.find(({ metadata }) => metadata.id === 'R17')!;

const typesOf = (shape: Shape): string[] => {
  if (shape.kind === 'leaf') return [];
  if (shape.kind === 'list') return typesOf(shape.of);
  return [shape.type, ...shape.fields.flatMap((field) => typesOf(field.shape))];
};

it('asks for the version of each record that has one', () => {
  const asked: string[] = [];
  visit(R17.document, {
    Field: ({ name, selectionSet }: FieldNode) => {
      if (selectionSet?.selections.some((one) => print(one) === '_version: version')) asked.push(name.value);
    },
  });
  expect(asked).toEqual(['decisions', 'ranks', 'appointments', 'payGrades']);
});

const has = (type: string, field: string): boolean =>
  (graph.getType(type) as GraphQLObjectType).getFields()[field] !== undefined;

it('finds one on each registered record that rules read', () => {
  const types = [...new Set(rules.flatMap(({ subject }) => typesOf(subject)))];
  expect(types.filter((type) => has(type, 'registeredAt') && !has(type, 'version'))).toEqual([]);
});

it('tells none in rules that read nothing but figures, which are worked out from many records', () => {
  const none = rules.filter(({ document }) => !print(document).includes('_version: version'));
  expect(none.map(({ metadata: { id } }) => id)).toEqual(['R11', 'R19']);
  const types = new Set(none.flatMap(({ subject }) => typesOf(subject)));
  expect([...types].sort()).toEqual(['Institution', 'InstitutionPay', 'MonthStaffing', 'Person']);
});

it('asks others for no version that they do not show everybody: no rule is left undecided for one', () => {
  const others = DEPARTMENT_NAMES.filter((name) => name !== 'establishment');
  const classes = new Map(others.flatMap((name) => [...shareClasses(departmentSdl(name))]));
  const types = new Set(rules.flatMap(({ subject }) => typesOf(subject)));
  const asked = [...types].map((type) => `${type}.version`).filter((version) => classes.has(version));
  expect(asked).toContain('Employment.version');
  expect(asked.filter((version) => classes.get(version) !== 'OPEN')).toEqual([]);
});

it('tells them with the facts of their owner', () => {
  const decision = {
    measure: 'ADMIN_DEMERIT',
    effectiveOn: '2026-01-23',
    influenceEndsOn: null,
    _version: 3,
  };
  const row = { pid: 'p1', decisions: [decision], ranks: [], appointments: [], payGrades: [] };
  const { owners: told } = evidenceOf(R17, owners, () => [])(
    row,
    new Set(),
    '2026-10-31',
    '2026-10-31T00:00:00Z',
  );
  expect(told.find(({ owner }) => owner === 'discipline')?.facts.at(-1)).toEqual({
    path: 'decisions[0].version',
    coordinate: 'Decision.version',
    value: 3,
  });
});
