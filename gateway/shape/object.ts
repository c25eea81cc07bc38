import {
  isAbstractType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isEntity, type Entity } from '../fetch/merge/entity.ts';
import { noteFault } from './fault.ts';
import { NOTHING, type Project, type Shaping } from './shaping.ts';

/** One field of an answer's object, compiled. */
interface Field {
  readonly responseName: string;
  /** Undefined for `__typename`, which is the type's own name. */
  readonly project: Project | undefined;
}

/** Compiles a field's value: its type, and what is selected of it at all places where the field is asked for. */
export type CompileValue = (
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  coordinate: string,
) => Project;

/** The fields that a selection asks of a type, those of one response name together. */
const fieldsOf = (
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  schema: GraphQLSchema,
): Map<string, FieldNode[]> => {
  const fields = new Map<string, FieldNode[]>();
  const fits = (condition: string): boolean => {
    const wanted = schema.getType(condition);
    return wanted === type || (isAbstractType(wanted) && schema.isSubType(wanted, type));
  };
  const add = ({ selections: nodes }: SelectionSetNode): void => {
    for (const node of nodes) {
      if (node.kind === Kind.FIELD) {
        const responseName = (node.alias ?? node.name).value;
        fields.set(responseName, [...(fields.get(responseName) ?? []), node]);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (node.typeCondition === undefined || fits(node.typeCondition.name.value)) add(node.selectionSet);
      }
    }
  };
  selections.forEach(add);
  return fields;
};

const META = new Map([SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]));

const compileFields = (
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  schema: GraphQLSchema,
  compileValue: CompileValue,
): Field[] =>
  [...fieldsOf(type, selections, schema)].map(([responseName, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    const definition = type.getFields()[name] ?? META.get(name);
    const inner = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
    return {
      responseName,
      project: definition && compileValue(definition.type, inner, `${type.name}.${name}`),
    };
  });

const projectFields = (
  { name }: GraphQLObjectType,
  fields: readonly Field[],
  entity: Entity,
  shaping: Shaping,
): unknown => {
  const projected: Entity = {};
  for (let index = 0; index < fields.length; index++) {
    const field = fields[index];
    if (field === undefined) break;
    const { responseName, project } = field;
    shaping.path?.push(responseName);
    const value = project === undefined ? name : project(entity[responseName], shaping);
    shaping.path?.pop();
    if (value === NOTHING) return null;
    projected[responseName] = value;
  }
  return projected;
};

/** An object of a type or of one of an abstract type's; the fields of each type that turns up are compiled once. */
export const compileObject = (
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
  coordinate: string,
  schema: GraphQLSchema,
  compileValue: CompileValue,
): Project => {
  const byName = new Map<string, { readonly type: GraphQLObjectType; readonly fields: readonly Field[] }>();
  const compiledOf = (object: GraphQLObjectType) => {
    const known = byName.get(object.name);
    if (known !== undefined) return known;
    const fresh = { type: object, fields: compileFields(object, selections, schema, compileValue) };
    byName.set(object.name, fresh);
    return fresh;
  };
  const runtimeType = (entity: Entity): GraphQLObjectType | undefined => {
    if (isObjectType(type)) return type;
    const named = schema.getType(String(entity['__typename']));
    return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
  };
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    const object = isEntity(value) ? runtimeType(value) : undefined;
    if (object === undefined || !isEntity(value)) {
      noteFault(shaping, 'FIELD_UNEXPECTED', coordinate);
      return null;
    }
    const compiled = compiledOf(object);
    return projectFields(compiled.type, compiled.fields, value, shaping);
  };
};
