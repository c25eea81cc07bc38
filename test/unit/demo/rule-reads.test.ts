// What the demo's agreements say that rules read is what their documents read, field by field.
import { readFileSync } from 'node:fs';
import { Kind, parse, TypeInfo, visit, visitWithTypeInfo, type DocumentNode } from 'graphql';
import { apiSchemaOf } from '../../../gateway/compose/api-schema.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { fieldOwners } from '../../../gateway/oversight/evidence/owners.ts';
import { compileRule } from '../../../gateway/oversight/rule/compile.ts';
import { ruleFiles } from '../../../gateway/oversight/rule/files.ts';
import { ruleSchema } from '../../../gateway/oversight/rule/metadata.ts';
import { shareClasses } from '../../../schema/catalogue.ts';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import { RULE_READS } from '../../../subgraphs/demo/sharing/rule-reads.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');
const api = apiSchemaOf(SDL);
const schema = ruleSchema(api);
const owners = fieldOwners(SDL);

/** Arguments that documents give, as `Type.field(argument)`. */
const argumentsIn = (document: DocumentNode): string[] => {
  const given: string[] = [];
  const info = new TypeInfo(api);
  visit(
    document,
    visitWithTypeInfo(info, {
      Argument: ({ name }) => {
        given.push(`${info.getParentType()?.name}.${info.getFieldDef()?.name}(${name.value})`);
      },
    }),
  );
  return given;
};

/** The fields that each argument of a department chooses by, by `Type.field(argument)`. */
const choosing = (name: DepartmentName): ReadonlyMap<string, readonly string[]> => {
  const by = new Map<string, string[]>();
  for (const definition of parse(departmentSdl(name)).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION)
      continue;
    for (const field of definition.fields ?? [])
      for (const argument of field.arguments ?? [])
        by.set(
          `${definition.name.value}.${field.name.value}(${argument.name.value})`,
          (argument.directives ?? [])
            .filter((directive) => directive.name.value === 'filters')
            .flatMap(({ arguments: said = [] }) => said)
            .flatMap(({ value }) => (value.kind === Kind.LIST ? value.values : [value]))
            .flatMap((value) => (value.kind === Kind.STRING ? [value.value] : [])),
        );
  }
  return by;
};

it.each(DEPARTMENT_NAMES)('are all that rules read of %s and choose by, and no field more', (name) => {
  const classes = shareClasses(departmentSdl(name));
  const by = choosing(name);
  const read = new Set<string>();
  for (const { text } of ruleFiles()) {
    for (const coordinate of owners.coordinates(compileRule(text, schema)).get(name) ?? [])
      read.add(coordinate);
    for (const argument of argumentsIn(parse(text)))
      for (const coordinate of by.get(argument) ?? []) read.add(coordinate);
  }
  const closed = [...read].filter((coordinate) => classes.get(coordinate) !== 'OPEN').sort();
  expect([...RULE_READS[name]].sort()).toEqual(closed);
});
