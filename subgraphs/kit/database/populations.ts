import type { ObjectType } from 'typeorm';
import { columnOf, tableOf } from './columns.ts';
import { atLeast, scopedFilters } from './filter.ts';
import { pageSize } from './pages.ts';
import { statement, type Reader } from './reader.ts';

/** Whom rows of a table are about, as a list that standing rules run over. */
export interface Population {
  readonly entity: ObjectType<object>;
  /** Property that holds the key of whom a row is about: `pid` or `institutionCode`. */
  readonly key: string;
  /** Condition on rows; `day` is the place of the day that the facts are read as of. */
  readonly where?: ((day: string) => string) | undefined;
  /** Condition on all rows of one key. */
  readonly having?: string | undefined;
  /** Property with the day of an event, for `since`; left out where rows are no events. */
  readonly day?: string | undefined;
}

/** Those whom rows of a table are about, by `key`. */
export const population = <Row extends object>(
  entity: ObjectType<Row>,
  key: keyof Row & string,
  { where, having, day }: Pick<Population, 'where' | 'having'> & { readonly day?: keyof Row & string } = {},
): Population => ({ entity, key, where, having, day });

/** What part of a population is asked for. */
export interface PopulationArguments<Name extends string = string> {
  readonly of: Name;
  /** Only these of it. */
  readonly among?: readonly string[] | null | undefined;
  /** Keys behind this one. */
  readonly after?: string | null | undefined;
  /** Keys up to this one, itself included. */
  readonly upTo?: string | null | undefined;
  /** Only those with an event on this day or later. */
  readonly since?: string | null | undefined;
  readonly first?: number | null | undefined;
  /** Day that the facts are read as of; today where left out. */
  readonly asOf?: string | null | undefined;
}

/** What the readers of populations take of a request. */
interface PopulationContext {
  readonly db: Reader;
  /** The day that facts are read as of where none is asked for. */
  readonly today: string;
}

type ReadPopulation<Name extends string> = (
  args: PopulationArguments<Name>,
  context: PopulationContext,
) => Promise<string[]>;

const keyFilters = (column: string) => ({
  among: { sql: (place: string) => `${column} = any(${place}::text[])` },
  after: { sql: (place: string) => `${column} > ${place}::text` },
  upTo: { sql: (place: string) => `${column} <= ${place}::text` },
});

const sinceFilter = (entity: ObjectType<object>, day: string | undefined) =>
  day === undefined ? {} : { since: atLeast(entity, day as never) };

const reader = ({ entity, key, where, having, day }: Population): ReadPopulation<string> => {
  const { column } = columnOf(entity, key as never);
  const active = scopedFilters(entity, { ...keyFilters(column), ...sinceFilter(entity, day) });
  const fixed = where === undefined ? [] : [where('$1')];
  const firstPlace = fixed.length + 1;
  return async ({ first, asOf, ...args }, { db, today }) => {
    const { conditions, values } = active(db.scope, { ...args }, firstPlace);
    const all = [...fixed, ...conditions];
    const text =
      `select ${column} as key from ${tableOf(entity).name}${all.length === 0 ? '' : ` where ${all.join(' and ')}`}` +
      ` group by ${column}${having === undefined ? '' : ` having ${having}`}` +
      ` order by ${column} limit $${firstPlace + values.length}`;
    const given = where === undefined ? values : [asOf ?? today, ...values];
    const rows = await db.rows<{ key: string }>(statement(text), [...given, pageSize({ first })]);
    return rows.map((row) => row.key);
  };
};

/** Keys of a population in their order, as many as asked for: where the page is full, more may follow behind its last. */
export const populationReader = <Name extends string>(
  populations: Readonly<Record<Name, Population>>,
): ReadPopulation<Name> => {
  const readers = new Map<string, ReadPopulation<string>>(
    Object.entries<Population>(populations).map(([name, one]) => [name, reader(one)]),
  );
  return (args, context) => readers.get(args.of)!(args, context);
};
