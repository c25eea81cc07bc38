import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
} from 'graphql';

/** A type of a variable, whose values are known only when it is sent: all that it can be made of. */
const addInput = (type: GraphQLNamedType, used: Set<string>, seen: Set<GraphQLNamedType>): void => {
  if (seen.has(type)) return;
  seen.add(type);
  used.add(type.name);
  if (isEnumType(type)) for (const { name } of type.getValues()) used.add(`${type.name}.${name}`);
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    used.add(`${type.name}.${field.name}`);
    addInput(getNamedType(field.type), used, seen);
  }
};

/** The coordinates that a document relies on. What the schema does not have is left out. */
export const coordinatesOf = (body: string, schema: GraphQLSchema): ReadonlySet<string> => {
  const used = new Set<string>();
  const types = new TypeInfo(schema);
  const addTypes = (...seen: readonly (GraphQLType | null | undefined)[]): void => {
    for (const type of seen) if (type) used.add(getNamedType(type).name);
  };
  const addArgument = (name: string): void => {
    const parent = types.getParentType();
    const field = types.getFieldDef();
    if (parent && field && !types.getDirective()) used.add(`${parent.name}.${field.name}(${name}:)`);
  };
  visit(
    parse(body, { noLocation: true }),
    visitWithTypeInfo(types, {
      Field: () => {
        const parent = types.getParentType();
        const field = types.getFieldDef();
        if (!parent || !field) return;
        addTypes(parent, field.type);
        used.add(`${parent.name}.${field.name}`);
      },
      InlineFragment: () => addTypes(types.getParentType(), types.getType()),
      FragmentDefinition: () => addTypes(types.getType()),
      Argument: ({ name }) => addArgument(name.value),
      ObjectField: ({ name }) => {
        const parent = getNamedType(types.getParentInputType());
        if (!parent) return;
        used.add(parent.name);
        used.add(`${parent.name}.${name.value}`);
      },
      EnumValue: ({ value }) => void used.add(`${getNamedType(types.getInputType())?.name ?? ''}.${value}`),
      VariableDefinition: () => {
        const type = getNamedType(types.getInputType());
        if (type) addInput(type, used, new Set());
      },
    }),
  );
  return used;
};
