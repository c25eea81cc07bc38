import type { ObjectType } from 'typeorm';
import { CodedError } from '../../../schema/errors.ts';
import { columnOf, selectList, tableOf, type Column } from './columns.ts';
import { OWN_CURSORS } from './cursor.ts';
import { isDay } from '../../../schema/day.ts';
import { scopedFilters, type FilterArguments, type Filters } from './filter.ts';
import { groupByKey, type Keyed } from './group.ts';
import type { AskedColumns } from './columns-asked.ts';
import type { LoaderDefinition } from './load.ts';
import { statement, type Reader } from './reader.ts';

/** Largest page. Source: a page of 1,000 rows stays under 1 MB of JSON. */
const PAGE_MAX = 1000;
/** Page size where the query asks for none. */
const PAGE_DEFAULT = 50;

/** The paging arguments of a connection. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A page of a longer list. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  /** The cursor of the row at a place of the page. */
  readonly cursorAt: (index: number) => string;
  /** Length of the whole list; counted only when asked for. */
  readonly count: () => Promise<number>;
}

/** Largest value of the Postgres type integer. */
const INTEGER_MAX = 2 ** 31 - 1;

/** Values that a column's type can be read from; anything else in a cursor would be an error of Postgres. */
const fits = ({ type }: Column, value: unknown): boolean => {
  if (typeof value !== 'string')
    return type === 'integer' && Number.isInteger(value) && Math.abs(Number(value)) <= INTEGER_MAX;
  if (type === 'bigint') return /^\d{1,18}$/.test(value);
  return type === 'date' ? isDay(value) : type === 'text' && !value.includes('\0');
};

/** The values of a place; a column may have changed its type since it was sealed. */
const checkPlace = (values: unknown, order: readonly Column[]): readonly unknown[] => {
  if (
    !Array.isArray(values) ||
    values.length !== order.length ||
    !order.every((column, i) => fits(column, values[i]))
  )
    throw new CodedError('CURSOR_INVALID');
  return values;
};

/** The size of a page, within its bounds. */
export const pageSize = ({ first }: PageArguments): number => {
  const size = first ?? PAGE_DEFAULT;
  if (size < 1 || size > PAGE_MAX)
    throw new CodedError('PAGE_SIZE_OUT_OF_RANGE', { first: size, max: PAGE_MAX });
  return size;
};

/** How a list is read by page: its filters and its total order, the last property of which tells all rows apart. */
export interface PagedRead<Row extends object, F extends Filters> {
  readonly filters: F;
  readonly order: readonly (keyof Row & string)[];
  readonly descending?: true;
}

export type PagedArguments<F extends Filters> = FilterArguments<F> & PageArguments;

interface Built {
  readonly text: string;
  readonly values: readonly unknown[];
}

const pageReader = <Row extends object, F extends Filters>(
  entity: ObjectType<Row>,
  { filters, order, descending }: PagedRead<Row, F>,
  key?: string,
) => {
  const columns = order.map((property) => columnOf(entity, property));
  const [comparison, direction] = descending ? ['<', ' desc'] : ['>', ''];
  const sorted = columns.map(({ column }) => column + direction).join(', ');
  const table = tableOf(entity).name;
  const list = `${table} ${sorted}`;
  const activeFilters = scopedFilters(entity, filters, key);

  const query = (
    { scope, cursors = OWN_CURSORS }: Reader,
    args: PagedArguments<F>,
    asked: AskedColumns,
    fixed: readonly string[],
    firstPlace: number,
  ): Built => {
    const { conditions, values } = activeFilters(scope, args, firstPlace);
    const cursor =
      args.after === undefined || args.after === null
        ? []
        : checkPlace(cursors.open(list, args.after), columns);
    const placeOf = (index: number): string => `$${firstPlace + values.length + index}`;
    const after =
      cursor.length === 0
        ? []
        : [
            `(${columns.map(({ column }) => column).join(', ')}) ${comparison} ` +
              `(${columns.map(({ type }, i) => `${placeOf(i)}::${type}`).join(', ')})`,
          ];
    const all = [...fixed, ...conditions, ...after];
    return {
      text:
        `select ${selectList(entity, asked, order)} from ${table}${all.length === 0 ? '' : ` where ${all.join(' and ')}`}` +
        ` order by ${sorted} limit ${placeOf(cursor.length)}`,
      values: [...values, ...cursor, pageSize(args) + 1],
    };
  };

  const pageOf = (
    { cursors = OWN_CURSORS }: Reader,
    rows: readonly Row[],
    args: PagedArguments<F>,
    count: () => Promise<number>,
  ): Page<Row> => {
    const size = pageSize(args);
    return {
      rows: rows.length > size ? rows.slice(0, size) : rows,
      hasNextPage: rows.length > size,
      cursorAt: (index) =>
        cursors.seal(
          list,
          order.map((property) => rows[index]?.[property]),
        ),
      count,
    };
  };

  return { query, pageOf, table, activeFilters };
};

/** Pages of the rows of each key: one statement for all keys, each with its own page. */
export const pageByKey = <Row extends object, F extends Filters>(
  entity: ObjectType<Row>,
  { key, ...read }: PagedRead<Row, F> & { readonly key: keyof Row & string },
): LoaderDefinition<PagedArguments<F>, Page<Row>> => {
  const { query, pageOf, table, activeFilters } = pageReader(entity, read, key);
  const keyColumn = columnOf(entity, key).column;

  const countAll = async (
    db: Reader,
    keys: readonly string[],
    args: PagedArguments<F>,
  ): Promise<Map<string, number>> => {
    const { conditions, values } = activeFilters(db.scope, args, 2);
    const text = `select ${keyColumn} as key, count(*)::int as count from ${table} where ${[`${keyColumn} = any($1)`, ...conditions].join(' and ')} group by 1`;
    const rows = await db.rows<{ key: string; count: number }>(statement(text), [keys, ...values]);
    return new Map(rows.map((row) => [row.key, row.count]));
  };

  return {
    batch: async (db, keys, args, asked) => {
      const { text, values } = query(db, args, asked, [`${keyColumn} = wanted.key`], 2);
      const rows = await db.rows<Row & Keyed>(
        statement(
          `select wanted.key as "__key", page.* from unnest($1::text[]) as wanted(key) cross join lateral (${text}) as page`,
        ),
        [keys, ...values],
      );
      const byKey = groupByKey(rows);
      let counts: Promise<Map<string, number>> | undefined;
      const count = async (value: string): Promise<number> =>
        (await (counts ??= countAll(db, keys, args))).get(value) ?? 0;
      return keys.map((value) => pageOf(db, byKey.get(value) ?? [], args, () => count(value)));
    },
  };
};

/** Pages of a whole table, for root fields. */
export const pageOfAll = <Row extends object, F extends Filters>(
  entity: ObjectType<Row>,
  read: PagedRead<Row, F>,
): ((db: Reader, args: PagedArguments<F>, asked?: AskedColumns) => Promise<Page<Row>>) => {
  const { query, pageOf, table, activeFilters } = pageReader(entity, read);
  return async (db, args, asked) => {
    const { text, values } = query(db, args, asked, [], 1);
    const rows = await db.rows<Row>(statement(text), values);
    return pageOf(db, rows, args, async () => {
      const active = activeFilters(db.scope, args, 1);
      const where = active.conditions.length === 0 ? '' : ` where ${active.conditions.join(' and ')}`;
      const counted = await db.rows<{ count: number }>(
        statement(`select count(*)::int as count from ${table}${where}`),
        active.values,
      );
      return counted[0]?.count ?? 0;
    });
  };
};

/** The same page with other rows in it, e.g. with what a request adds to each. */
export const mapPage = <Row, Other>({ rows, ...page }: Page<Row>, map: (row: Row) => Other): Page<Other> => ({
  ...page,
  rows: rows.map(map),
});
