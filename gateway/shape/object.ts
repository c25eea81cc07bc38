import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isEntity, type Entity } from '../fetch/merge/entity.ts';
import type { ClientNames } from '../plan/names.ts';
import { noteFault } from './fault.ts';
import { NOTHING, type Project, type Shaping } from './shaping.ts';

/** One field of an answer's object, compiled. */
interface Field {
  readonly responseName: string;
  /** Its name in the merged answer. */
  readonly mergedName: string;
  /** Undefined for `__typename`, which is the type's own name. */
  readonly project: Project | undefined;
}

/** Compiles a field's value: its type, and what is selected of it at all places where the field is asked for. */
export type CompileValue = (
  type: GraphQLOutputType,
  selections: readonly SelectionSetNode[],
  coordinate: string,
) => Project;

/** What all of a projection is compiled with. */
export interface Compiling {
  readonly schema: GraphQLSchema;
  readonly clientNames: ClientNames;
  readonly compileValue: CompileValue;
}

/** A type that has fields of its own. */
type Fielded = GraphQLObjectType | GraphQLInterfaceType;

/** The fields that a selection asks of a type, those of one response name together. */
const fieldsOf = (
  type: Fielded,
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
  type: Fielded,
  selections: readonly SelectionSetNode[],
  { schema, clientNames, compileValue }: Compiling,
): Field[] =>
  [...fieldsOf(type, selections, schema)].map(([mergedName, nodes]) => {
    const name = nodes[0]?.name.value ?? '';
    const definition = type.getFields()[name] ?? META.get(name);
    const inner = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
    return {
      responseName: clientNames.get(mergedName) ?? mergedName,
      mergedName,
      project: definition && compileValue(definition.type, inner, `${type.name}.${name}`),
    };
  });

/** Projects one object of a type. */
type ProjectFields = (entity: Entity, shaping: Shaping) => unknown;

/** Field by field, noting where it stands: the pass that writes errors. */
const projectWithPath = (
  name: string,
  fields: readonly Field[],
  entity: Entity,
  shaping: Shaping,
): unknown => {
  const projected: Entity = {};
  for (const { responseName, mergedName, project } of fields) {
    shaping.path?.push(responseName);
    const value = project === undefined ? name : project(entity[mergedName], shaping);
    shaping.path?.pop();
    if (value === NOTHING) return null;
    projected[responseName] = value;
  }
  return projected;
};

/**
 * The quick pass, as code: one object literal that reads each field by its name. Measured on the linked query: an
 * object literal is built in a tenth of the time that assigning its names one by one takes, and in half the memory.
 */
const compileQuickly = (name: string, fields: readonly Field[]): ProjectFields => {
  const reads = fields.map(({ mergedName, project }, index) => {
    const merged = JSON.stringify(mergedName);
    return project === undefined
      ? `const v${index} = name;`
      : `const v${index} = project${index}(entity[${merged}], shaping); if (v${index} === NOTHING) return null;`;
  });
  const literal = fields.map(({ responseName }, index) => `[${JSON.stringify(responseName)}]: v${index}`);
  const code = `return (entity, shaping) => { ${reads.join(' ')} return { ${literal.join(', ')} }; };`;
  const projects = fields.map((_, index) => `project${index}`);
  const build = new Function('name', 'NOTHING', ...projects, code);
  return build(name, NOTHING, ...fields.map(({ project }) => project)) as ProjectFields;
};

const compileEntity = (name: string, fields: readonly Field[]): ProjectFields => {
  const quickly = compileQuickly(name, fields);
  return (entity, shaping) =>
    shaping.path === undefined ? quickly(entity, shaping) : projectWithPath(name, fields, entity, shaping);
};

/** True where what a selection asks of an object depends on which of a type's objects it is. */
const dependsOnType = (
  { selections }: SelectionSetNode,
  type: GraphQLCompositeType,
  schema: GraphQLSchema,
): boolean =>
  selections.some((node) => {
    if (node.kind === Kind.FIELD) return node.name.value === TypeNameMetaFieldDef.name;
    if (node.kind === Kind.FRAGMENT_SPREAD) return true;
    const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
    const isWider =
      condition === undefined ||
      condition === type ||
      (isAbstractType(condition) && isInterfaceType(type) && schema.isSubType(condition, type));
    return !isWider || dependsOnType(node.selectionSet, type, schema);
  });

/** An object of a type or of one of an abstract type's; the fields of each type that turns up are compiled once. */
export const compileObject = (
  type: GraphQLCompositeType,
  selections: readonly SelectionSetNode[],
  coordinate: string,
  compiling: Compiling,
): Project => {
  const { schema } = compiling;
  const byName = new Map<string, ProjectFields>();
  const compiledOf = (fielded: Fielded): ProjectFields => {
    const known = byName.get(fielded.name);
    if (known !== undefined) return known;
    const fresh = compileEntity(fielded.name, compileFields(fielded, selections, compiling));
    byName.set(fielded.name, fresh);
    return fresh;
  };
  // Nobody was asked its type, since what is selected is the same for all.
  const isOpen = !selections.some((set) => dependsOnType(set, type, schema));
  const typeOf = ({ __typename: typename }: Entity): Fielded | undefined => {
    if (isObjectType(type)) return type;
    if (isInterfaceType(type) && isOpen && (typename === undefined || typename === type.name)) return type;
    const named = schema.getType(String(typename));
    return isObjectType(named) && schema.isSubType(type, named) ? named : undefined;
  };
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    const found = isEntity(value) ? typeOf(value) : undefined;
    if (found === undefined || !isEntity(value)) {
      noteFault(shaping, 'FIELD_UNEXPECTED', coordinate);
      return null;
    }
    return compiledOf(found)(value, shaping);
  };
};
