// Whom the objects of an answer are about: where their persons and institutions stand.
import { getNamedType, type FieldNode, type GraphQLField, type GraphQLObjectType } from 'graphql';
import { declared, type AnyField } from './reads.ts';

/** Names of properties that hold the key of a person, and of an institution. */
export interface SubjectProperties {
  readonly pids: readonly string[];
  readonly institutions: readonly string[];
}

/** Objects that were touched, all with these properties. One entry stands for a whole level. */
export interface Touched {
  readonly properties: SubjectProperties;
  readonly objects: readonly unknown[];
}

/** Persons and institutions that were touched. */
export interface Subjects {
  readonly pids: Set<string>;
  readonly institutionCodes: Set<string>;
}

/** Scalars of the keys of persons and institutions. */
const PID = 'Pid';
const CODE = 'InstitutionCode';

const isPid = (value: string): boolean => /^[0-9a-f]{32}$/.test(value);
const isCode = (value: string): boolean => value !== '';

const named = (fields: readonly Pick<AnyField, 'name' | 'type'>[], type: string): string[] =>
  fields.filter((field) => getNamedType(field.type).name === type).map(({ name }) => name);

/** Names in the `@key`s of a type. */
const keyNames = ({ astNode, extensionASTNodes }: GraphQLObjectType): Set<string> => {
  const directives = [astNode, ...extensionASTNodes].flatMap((node) => node?.directives ?? []);
  const keys = directives.filter(({ name }) => name.value === 'key');
  const texts = keys.flatMap(({ arguments: given = [] }) =>
    given.flatMap(({ value }) => (value.kind === 'StringValue' ? value.value.split(/\W+/) : [])),
  );
  return new Set(texts);
};

const keyFields = (type: GraphQLObjectType): AnyField[] => {
  const names = keyNames(type);
  return Object.values(type.getFields()).filter(({ name }) => names.has(name));
};

/** Properties that fields of a type of object are made from, e.g. `person` from `pid`. */
const readFor = (type: GraphQLObjectType, object: string): string[] =>
  Object.values(type.getFields())
    .filter((field) => getNamedType(field.type).name === object)
    .flatMap((field) => {
      const { reads } = declared(field);
      return reads === undefined || reads === 'rows' ? [] : reads;
    });

/** Subjects in the key of a type; objects always have their key. */
export const keyProperties = (type: GraphQLObjectType): SubjectProperties => {
  const fields = keyFields(type);
  return { pids: named(fields, PID), institutions: named(fields, CODE) };
};

/** Subjects of the rows of a type: in its key, else what its persons and institutions are made from. */
export const rowProperties = (type: GraphQLObjectType): SubjectProperties => {
  const key = keyProperties(type);
  if (!isEmpty(key)) return key;
  return { pids: readFor(type, 'Person'), institutions: readFor(type, 'Institution') };
};

/** The property that says which institution an object of a type belongs to; undefined where none does alone. */
export const institutionProperty = (type: GraphQLObjectType): string | undefined => {
  const { institutions } = rowProperties(type);
  return institutions.length === 1 ? institutions[0] : undefined;
};

/** Arguments that bound a page: they say how far somebody has read, and not whom the question is about. */
const BOUNDS: ReadonlySet<string> = new Set(['after', 'upTo']);

/** Subjects among the arguments of a field: keys that name whom it is about. */
export const argumentProperties = (
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode,
): SubjectProperties => {
  const given = new Set(node.arguments?.map(({ name }) => name.value));
  const asked = args.filter(({ name }) => given.has(name) && !BOUNDS.has(name)) as unknown as Pick<
    AnyField,
    'name' | 'type'
  >[];
  return { pids: named(asked, PID), institutions: named(asked, CODE) };
};

export const isEmpty = ({ pids, institutions }: SubjectProperties): boolean =>
  pids.length === 0 && institutions.length === 0;

const valueAt = (object: unknown, property: string): unknown =>
  typeof object === 'object' && object !== null ? Reflect.get(object, property) : undefined;

/** Adds what objects have at a property, one or several. Most of it was met before, and is not looked at again. */
const addAt = (
  found: Set<string>,
  objects: readonly unknown[],
  property: string,
  isKey: (value: string) => boolean,
): void => {
  for (const object of objects) {
    const value = valueAt(object, property);
    for (const each of Array.isArray(value) ? value : [value])
      if (typeof each === 'string' && !found.has(each) && isKey(each)) found.add(each);
  }
};

/** Adds the persons and institutions of all that was touched. */
export const addSubjects = ({ pids, institutionCodes }: Subjects, touched: readonly Touched[]): void => {
  for (const { properties, objects } of touched) {
    for (const property of properties.pids) addAt(pids, objects, property, isPid);
    for (const property of properties.institutions) addAt(institutionCodes, objects, property, isCode);
  }
};
