import { GraphQLError, Kind, parse, validate, type ASTNode, type GraphQLSchema } from 'graphql';
import type { SchemaChange } from './change.ts';
import type { Graph } from './graph.ts';
import { coordinatesOf } from './used.ts';

/** A stored operation, and whose it is. */
export interface ClientOperation {
  /** Id of the client; null for what every client may ask. */
  readonly client: string | null;
  readonly name: string;
  readonly body: string;
}

/** A place where a change breaks an operation. */
export interface BrokenOperation {
  readonly client: string | null;
  readonly operation: string;
  readonly coordinate: string;
  readonly reason: string;
}

/** Of `Type.field(argument:)` the field, of a member its type. */
const placeOf = (coordinate: string): string =>
  coordinate.endsWith(')')
    ? coordinate.slice(0, coordinate.indexOf('('))
    : coordinate.slice(0, coordinate.lastIndexOf('.'));

/** What is added and breaks is an argument or an input field that must be given: it breaks who uses the place it is in. */
export const concerns = ({ kind, coordinate }: SchemaChange, used: ReadonlySet<string>): boolean =>
  used.has(kind === 'added' ? placeOf(coordinate) : coordinate);

const faultsOf = (body: string, schema: GraphQLSchema): readonly GraphQLError[] => {
  try {
    return validate(schema, parse(body));
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
};

/** The name in the place of the document that is at fault. */
const nameOf = (node: ASTNode | undefined): string => {
  if (node === undefined) return '';
  if (node.kind === Kind.INLINE_FRAGMENT) return node.typeCondition?.name.value ?? '';
  return 'name' in node && node.name?.kind === Kind.NAME ? node.name.value : '';
};

/** How a change breaks an operation that was right; one that was wrong before is nobody's to break. */
const breaksOf = (
  { client, name: operation, body }: ClientOperation,
  breaking: readonly SchemaChange[],
  before: GraphQLSchema,
  after: GraphQLSchema,
): BrokenOperation[] => {
  if (faultsOf(body, before).length > 0) return [];
  const used = coordinatesOf(body, before);
  const broken = breaking
    .filter((change) => concerns(change, used))
    .map(({ coordinate, text }) => ({ client, operation, coordinate, reason: text }));
  if (broken.length > 0) return broken;
  return faultsOf(body, after).map(({ message, nodes }) => ({
    client,
    operation,
    coordinate: nameOf(nodes?.[0]),
    reason: message,
  }));
};

/** The stored operations that changes break, each with the coordinate. */
export const brokenOperations = (
  operations: readonly ClientOperation[],
  changes: readonly SchemaChange[],
  before: Graph,
  after: Graph,
): BrokenOperation[] => {
  const breaking = changes.filter(({ level }) => level === 'breaking');
  return operations.flatMap((operation) => breaksOf(operation, breaking, before.api, after.api));
};
