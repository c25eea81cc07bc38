import {
  getNamedType,
  getNullableType,
  GraphQLInt,
  isListType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import type { ListSize } from './declared.ts';

/** Largest page of our lists. Source: `PAGE_MAX` of subgraphs/kit/database/pages.ts; owners check it, too. */
export const PAGE_MAX = 1_000;
/** Length of a page where the question names none. Source: `PAGE_DEFAULT` of subgraphs/kit/database/pages.ts. */
const PAGE_DEFAULT = 50;
/** Length that a list without pages is taken to have, such as a person's appointments: most have fewer. */
const LIST_ASSUMED = 10;

export type Field = GraphQLField<unknown, unknown>;

/** Arguments by which graphs have the length of a list named, ours and others'. Source: Relay; habit. */
const SIZE_ARGUMENTS = new Set(['first', 'last', 'limit']);
/** Fields of a connection that hold its page. Source: Relay cursor connections; schema/shared/pagination.graphql. */
const PAGE_FIELDS = new Set(['nodes', 'edges']);
/** Fields that all connections of ours have, and no others. */
const OUR_CONNECTION = ['edges', 'nodes', 'pageInfo', 'totalCount'];

/** Arguments of a field by which the length of its list is named: those that the graph declares, else by their names. */
export const sizeArguments = ({ args }: Field, declared: ListSize | undefined): GraphQLArgument[] => {
  const names = declared?.slicingArguments;
  return names
    ? args.filter(({ name }) => names.includes(name))
    : args.filter(({ name, type }) => SIZE_ARGUMENTS.has(name) && getNamedType(type) === GraphQLInt);
};

/** True for the pages whose bounds we set: `first` and `after` forward through a connection of just our fields. */
export const isOurPage = ({ args, type }: Field): boolean => {
  const connection = getNamedType(type);
  return (
    isObjectType(connection) &&
    connection.name.endsWith('Connection') &&
    Object.keys(connection.getFields()).toSorted().join() === OUR_CONNECTION.join() &&
    args.some(({ name }) => name === 'first') &&
    args.some(({ name }) => name === 'after') &&
    !args.some(({ name }) => name === 'last' || name === 'before')
  );
};

/** True for the fields that hold the page of the connection they are in. */
export const holdsPage = ({ name }: Field, sizedFields: ListSize['sizedFields']): boolean =>
  sizedFields ? sizedFields.includes(name) : PAGE_FIELDS.has(name);

/** Lists inside lists that a type is made of; 0 for what is no list. */
export const listsOf = (type: GraphQLOutputType): number => {
  const bare = getNullableType(type);
  return isListType(bare) ? 1 + listsOf(bare.ofType) : 0;
};

/** Length of a page where the question names none. */
export const defaultPage = (field: Field): number => (isOurPage(field) ? PAGE_DEFAULT : LIST_ASSUMED);

/** Items of so many lists inside lists that nothing tells the length of. */
export const assumedItems = (lists: number): number => LIST_ASSUMED ** lists;
