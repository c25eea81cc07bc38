import { Kind, type DocumentNode, type NameNode } from 'graphql';

/** Whether an object of the runtime type fits a type condition. */
export type Fits = (condition: string, typename: string) => boolean;

interface Declares {
  readonly name: NameNode;
  readonly interfaces?: readonly { readonly name: NameNode }[] | undefined;
}

/**
 * The type conditions of a supergraph, with the types that clients do not see: a type fits itself, its interfaces and
 * its unions.
 */
export const typeConditions = (supergraph: DocumentNode): Fits => {
  const members = new Map<string, Set<string>>();
  const add = (abstract: string, member: string): void => {
    members.set(abstract, (members.get(abstract) ?? new Set()).add(member));
  };
  const addInterfaces = ({ name, interfaces = [] }: Declares): void =>
    interfaces.forEach((implemented) => add(implemented.name.value, name.value));
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) addInterfaces(definition);
    if (definition.kind === Kind.INTERFACE_TYPE_DEFINITION) addInterfaces(definition);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      definition.types?.forEach((type) => add(definition.name.value, type.name.value));
  }
  return (condition, typename) => condition === typename || members.get(condition)?.has(typename) === true;
};
