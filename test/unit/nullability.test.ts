import {
  Kind,
  parse,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { departmentSdl } from '../../schema/sdl.ts';

type ObjectType = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

const isPlumbing = ({ name }: ObjectType): boolean => /(Connection|Edge|PageInfo)$/.test(name.value);

const keysOf = ({ directives = [] }: ObjectType): string[] =>
  directives
    .filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: args = [] }) => args.map(({ value }) => value))
    .flatMap((fields) => (fields.kind === Kind.STRING ? fields.value.split(' ') : []));

const promises = (type: ObjectType): FieldDefinitionNode[] => {
  const keys = new Set(['id', ...keysOf(type)]);
  return (type.fields ?? []).filter(
    (field) => field.type.kind === Kind.NON_NULL_TYPE && !keys.has(field.name.value),
  );
};

it.each(DEPARTMENT_NAMES)(
  '%s promises no field that an owner who is down or refuses could not keep',
  (name) => {
    const types = parse(departmentSdl(name)).definitions.filter(
      (node): node is ObjectType =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION,
    );
    const promised = types
      .filter((type) => !isPlumbing(type))
      .flatMap((type) => promises(type).map((field) => `${type.name.value}.${field.name.value}`));
    expect(promised).toEqual([]);
  },
);
