import {
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';

/** Field of a record that counts its changes, as the contracts have it. */
const VERSION = 'version';

/** Under which name the version of a record stands in what the graph answers a rule. */
export const RECORD_VERSION = '_version';

/** The document with the version of each record that it reads, of which there is one: findings tell it. */
export const withRecordVersions = (document: DocumentNode, schema: GraphQLSchema): DocumentNode => {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      SelectionSet: {
        leave: (node) => {
          const type = types.getParentType();
          if (!isObjectType(type) || type.getFields()[VERSION] === undefined) return undefined;
          const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
          const asked = { kind: Kind.FIELD, alias: name(RECORD_VERSION), name: name(VERSION) } as const;
          return { ...node, selections: [...node.selections, asked] };
        },
      },
    }),
  );
};
