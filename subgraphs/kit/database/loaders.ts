import type { ObjectType } from 'typeorm';
import { columnOf, selectList, tableOf } from './columns.ts';
import { scopedFilters, type FilterArguments, type Filters } from './filter.ts';
import { groupByKey, type Keyed } from './group.ts';
import type { LoaderDefinition } from './load.ts';
import { statement } from './reader.ts';

interface ReadBy<Row extends object, F extends Filters> {
  readonly key: keyof Row & string;
  readonly filters?: F;
}

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;

/** All rows of each key, in order. For lists that stay short; long ones are read by page. */
export const manyByKey = <Row extends object, F extends Filters = Record<never, never>>(
  entity: ObjectType<Row>,
  { key, filters, order }: ReadBy<Row, F> & { readonly order: readonly (keyof Row & string)[] },
): LoaderDefinition<FilterArguments<F>, Row[]> => {
  const keyColumn = columnOf(entity, key).column;
  const sorted = order.map((property) => columnOf(entity, property).column).join(', ');
  const activeFilters = scopedFilters(entity, filters, key);
  return {
    batch: async (db, keys, args, asked) => {
      const { conditions, values } = activeFilters(db.scope, args, 2);
      const text =
        `select ${[`${keyColumn} as "__key"`, selectList(entity, asked)].filter((list) => list !== '').join(', ')}` +
        ` from ${tableOf(entity).name}${where([`${keyColumn} = any($1)`, ...conditions])} order by ${sorted}`;
      const groups = groupByKey(await db.rows<Row & Keyed>(statement(text), [keys, ...values]));
      return keys.map((value) => groups.get(value) ?? []);
    },
  };
};

/** The one row of each key, null where there is none. */
export const oneByKey = <Row extends object, F extends Filters = Record<never, never>>(
  entity: ObjectType<Row>,
  read: ReadBy<Row, F>,
): LoaderDefinition<FilterArguments<F>, Row | null> => {
  const many = manyByKey(entity, { ...read, order: [read.key] });
  return {
    batch: async (db, keys, args, asked) =>
      (await many.batch(db, keys, args, asked)).map((rows) => rows[0] ?? null),
  };
};

interface Summary<Row extends object, F extends Filters> extends ReadBy<Row, F> {
  /** Name of each figure and its SQL. */
  readonly select: Readonly<Record<string, string>>;
  /** Conditions on rows that always hold. */
  readonly where?: readonly string[];
  /** Condition on the figures of a group. */
  readonly having?: string;
  /** Columns that split the figures; left out for one row of figures per key. */
  readonly groupBy?: readonly (keyof Row & string)[];
}

/** Figures counted over the rows of each key, by the owner in SQL. */
export const summaryByKey =
  <Figures extends object>() =>
  <Row extends object, F extends Filters>(
    entity: ObjectType<Row>,
    { key, filters, select, groupBy = [], where: fixed = [], having }: Summary<Row, F>,
  ): LoaderDefinition<FilterArguments<F>, Figures[]> => {
    const keyColumn = columnOf(entity, key).column;
    const groups = groupBy.map((property) => columnOf(entity, property));
    const list = [
      `${keyColumn} as "__key"`,
      ...groups.map(({ column, property }) => `${column} as "${property}"`),
      ...Object.entries(select).map(([name, sql]) => `${sql} as "${name}"`),
    ].join(', ');
    const activeFilters = scopedFilters(entity, filters, key);
    const grouped = [keyColumn, ...groups.map(({ column }) => column)].join(', ');
    return {
      batch: async (db, keys, args) => {
        const { conditions, values } = activeFilters(db.scope, args, 2);
        const text =
          `select ${list} from ${tableOf(entity).name}${where([`${keyColumn} = any($1)`, ...fixed, ...conditions])}` +
          ` group by ${grouped}${having === undefined ? '' : ` having ${having}`} order by ${grouped}`;
        const byKey = groupByKey(await db.rows<Figures & Keyed>(statement(text), [keys, ...values]));
        return keys.map((value) => byKey.get(value) ?? []);
      },
    };
  };

/** How many rows each key has; `of` counts something else than rows, e.g. `count(distinct pid)`. */
export const countByKey = <Row extends object, F extends Filters>(
  entity: ObjectType<Row>,
  { of = 'count(*)', ...read }: ReadBy<Row, F> & { readonly of?: string },
): LoaderDefinition<FilterArguments<F>, number> => {
  const summary = summaryByKey<{ count: number }>()(entity, { ...read, select: { count: `${of}::int` } });
  return {
    batch: async (db, keys, args) =>
      (await summary.batch(db, keys, args, undefined)).map((rows) => rows[0]?.count ?? 0),
  };
};
