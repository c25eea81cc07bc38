// Populations written a second time, in plain SQL, and the parts of them that may be asked for.
import fc from 'fast-check';

/** A population in SQL; $1 is the day. */
export interface PopulationOracle {
  readonly from: string;
  readonly where: string;
  /** Column with the institution that a row belongs to; `institution_code` where left out. */
  readonly unit?: string;
  /** Column with the day of an event. */
  readonly event?: string;
  /** Fewest rows of one key. */
  readonly least?: number;
}

/** What is asked of a population. */
export interface PopulationPart {
  readonly among?: readonly string[] | undefined;
  readonly after?: string | undefined;
  readonly upTo?: string | undefined;
  readonly since?: string | undefined;
  readonly first?: number | undefined;
  readonly asOf: string;
}

type Sql = (text: string, values?: readonly unknown[]) => Promise<Readonly<Record<string, unknown>>[]>;

/** Keys of a population in order: those with an event since a day, and those of one institution, where asked for. */
export const keysIn = async (
  sql: Sql,
  about: 'pid' | 'code',
  { from, where, unit = 'institution_code', event = 'null::date', least = 1 }: PopulationOracle,
  asked: Pick<PopulationPart, 'asOf' | 'since'> & { readonly unit?: unknown },
): Promise<string[]> => {
  // Who is asked for by person alone needs no column of an institution.
  const institution = about === 'pid' && asked.unit === undefined ? 'null::text' : unit;
  const found = await sql(
    `select key from (select ${about === 'pid' ? 'pid' : unit} as key, ${institution} as unit, ${event} as event
                        from ${from} where $1::date is not null and (${where})) as one
      where (event is null or $2::date is null or not event < $2::date) and ($3::text is null or unit = $3)
      group by key having count(*) >= ${least} order by key collate "C"`,
    [asked.asOf, asked.since, asked.unit],
  );
  return found.map((row) => String(row['key']));
};

/** The part of a population's keys that is asked for. */
export const partOf = (
  keys: readonly string[],
  { among, after, upTo, first = 50 }: PopulationPart,
): string[] =>
  keys
    .filter((key) => among?.includes(key) ?? true)
    .filter((key) => (after === undefined || key > after) && (upTo === undefined || key <= upTo))
    .slice(0, first);

/** Any part of a population: of some, between two keys, since a day, as of a day. */
export const anyPart = (keys: readonly string[], days: readonly string[]): fc.Arbitrary<PopulationPart> => {
  const key = fc.constantFrom(...keys);
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  return fc.record({
    among: maybe(fc.array(key, { maxLength: 60 })),
    after: maybe(key),
    upTo: maybe(key),
    since: maybe(fc.constantFrom(...days, '2026-03-01')),
    first: maybe(fc.constantFrom(1, 7, 1000)),
    asOf: fc.constantFrom(...days),
  });
};
