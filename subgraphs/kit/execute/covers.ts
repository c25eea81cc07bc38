import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
  BREAK,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type DocumentNode,
} from 'graphql';
import { resolverOf } from './reads.ts';

/** Parameters before `info`, which compiled operations do not have. */
const FIELD_PARAMETERS = 3;
const TYPE_PARAMETERS = 2;

const isCovered = (type: GraphQLNamedType): boolean => {
  if (type.name.startsWith('__')) return true;
  if (isInterfaceType(type) && type.extensions['apollo'] !== undefined) return false;
  if (isAbstractType(type)) return (type.resolveType?.length ?? 0) <= TYPE_PARAMETERS;
  if (!isObjectType(type)) return true;
  return (
    (type.isTypeOf === undefined || type.isTypeOf === null) &&
    Object.values(type.getFields()).every(
      (field) => field.name === '_entities' || (resolverOf(field)?.length ?? 0) <= FIELD_PARAMETERS,
    )
  );
};

const known = new WeakMap<GraphQLSchema, boolean>();

/** True for schemas whose resolvers need nothing that compiled operations lack. */
export const coversSchema = (schema: GraphQLSchema): boolean => {
  const covered = known.get(schema) ?? Object.values(schema.getTypeMap()).every(isCovered);
  known.set(schema, covered);
  return covered;
};

const introspects = (document: DocumentNode): boolean => {
  let found = false;
  visit(document, {
    [Kind.FIELD]: ({ name }) => {
      if (name.value !== '__schema' && name.value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
};

/** True for operations that are compiled: queries, but for introspection. */
export const coversOperation = (document: DocumentNode, { operation }: OperationDefinitionNode): boolean =>
  operation === OperationTypeNode.QUERY && !introspects(document);
