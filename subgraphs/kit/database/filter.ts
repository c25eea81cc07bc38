import type { ObjectType } from 'typeorm';
import { columnOf, tableOf } from './columns.ts';

/** A condition on rows that takes one argument: the SQL around the place of the argument. */
export interface Filter<Value> {
  readonly sql: (place: string) => string;
  /** Only for the type: what the argument is. */
  readonly value?: Value;
}

export type Filters = Readonly<Record<string, Filter<unknown>>>;

/** The arguments of a set of filters; one that is left out, null or undefined filters nothing. */
export type FilterArguments<F extends Filters> = {
  readonly [Name in keyof F]?: F[Name] extends Filter<infer Value> ? Value | null | undefined : never;
};

const compare =
  (operator: string) =>
  <Row extends object, Value = string>(
    entity: ObjectType<Row>,
    property: keyof Row & string,
  ): Filter<Value> => {
    const { column, type } = columnOf(entity, property);
    return { sql: (place) => `${column} ${operator} ${place}::${type}` };
  };

/** Rows whose property equals the argument. */
export const equals = compare('=');
/** Rows whose property is the argument or later or more. */
export const atLeast = compare('>=');
/** Rows whose property is the argument or earlier or less. */
export const atMost = compare('<=');
/** Rows whose property is less or earlier than the argument. */
export const lessThan = compare('<');

/** Rows whose property is one of the arguments. */
export const oneOf = <Row extends object, Value extends string = string>(
  entity: ObjectType<Row>,
  property: keyof Row & string,
): Filter<readonly Value[]> => ({
  sql: (place) => `${columnOf(entity, property).column} = any(${place}::text[])`,
});

/** Rows whose text has the argument in it. */
export const contains = <Row extends object>(
  entity: ObjectType<Row>,
  property: keyof Row & string,
): Filter<string> => ({
  sql: (place) => `strpos(${columnOf(entity, property).column}, ${place}::text) > 0`,
});

/** Rows that are valid on the day: from `valid_from` on and before `valid_to`. */
export const inForce: Filter<string> = {
  sql: (place) => `valid_from <= ${place}::date and (valid_to is null or valid_to > ${place}::date)`,
};

/** Filters that an argument switches on, in the order of their places from `firstPlace` on. */
export const activeFilters = (
  filters: Filters,
  args: Readonly<Record<string, unknown>>,
  firstPlace: number,
): { readonly conditions: string[]; readonly values: unknown[] } => {
  const active = Object.entries(filters).filter(([name]) => args[name] !== undefined && args[name] !== null);
  return {
    conditions: active.map(([, filter], index) => filter.sql(`$${firstPlace + index}`)),
    values: active.map(([name]) => args[name]),
  };
};

/** The property that holds the institution of a row, in entities that have one. */
const INSTITUTION = 'institutionCode';

/** Conditions for a reader's scope and the arguments, see `activeFilters`. */
type ActiveFilters = (
  scope: readonly string[] | undefined,
  args: Readonly<Record<string, unknown>>,
  firstPlace: number,
) => ReturnType<typeof activeFilters>;

/**
 * The filters of an entity, and the institutions of a scope where its rows have one, so that the index on it serves.
 * Rows that are read by institution are asked for by institutions of the scope only. Row-level security stands behind.
 */
export const scopedFilters = (
  entity: ObjectType<object>,
  filters: Filters = {},
  key?: string,
): ActiveFilters => {
  const column = tableOf(entity).columns.find(({ property }) => property === INSTITUTION)?.column;
  if (column === undefined || key === INSTITUTION)
    return (_scope, args, firstPlace) => activeFilters(filters, args, firstPlace);
  const scoped = { ...filters, scope: { sql: (place: string) => `${column} = any(${place}::text[])` } };
  return (scope, args, firstPlace) =>
    scope === undefined
      ? activeFilters(filters, args, firstPlace)
      : activeFilters(scoped, { ...args, scope }, firstPlace);
};
