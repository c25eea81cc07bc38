/**
 * A rule written a second time, in plain SQL over one database that has the tables of the five departments in five
 * schemas. It shares no code with the product, so that the two can be held against each other.
 */
export interface Oracle {
  readonly rule: string;
  /** Whom a hit is about: rows have the column `pid` or `institution_code`. */
  readonly about: 'pid' | 'institution_code';
  /** Returns the subjects hit on the day $1 (date). */
  readonly sql: string;
  /** Returns the subjects warned about, of something that is no hit yet; none where left out. */
  readonly warning?: string;
  /** Returns the subjects whose hit is graver than the rule is; none where left out. */
  readonly grave?: string;
  /**
   * Returns every hit on the day $1 by itself: its subject, the money at stake `fen`, and the institution `unit` that it
   * is of, each null where there is none. Left out where a rule tells neither, or the institution is its subject.
   */
  readonly hits?: string;
}

/** A hit of a rule: its subject, the money at stake in fen, the institution that it is of. */
export type SaidHit = readonly [subject: string, fen: string | null, unit: string | null];

/** Hits in one order, whoever says them. */
export const inOrder = (hits: readonly SaidHit[]): SaidHit[] =>
  hits.toSorted((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1));

/** Whom a rule hits and whom it warns about, each subject once, in the order of their keys. */
export interface Said {
  readonly hit: readonly string[];
  readonly warned: readonly string[];
  readonly grave: readonly string[];
}

/** Asks a rule of the database for a day. */
export const askOracle = async (
  { sql, warning, grave, about }: Oracle,
  query: (sql: string, values: unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  asOf: string,
): Promise<Said> => {
  const subjects = async (text: string | undefined): Promise<string[]> => {
    const rows = text === undefined ? [] : await query(text, [asOf]);
    return [...new Set(rows.map((row) => String(row[about])))].sort();
  };
  return { hit: await subjects(sql), warned: await subjects(warning), grave: await subjects(grave) };
};

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : String(value as string | number | bigint);

/** Asks a rule of the database for its hits on a day; undefined where it tells of none by itself. */
export const askHits = async (
  { hits, about }: Oracle,
  query: (sql: string, values: unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>,
  asOf: string,
): Promise<SaidHit[] | undefined> => {
  if (hits === undefined) return undefined;
  const rows = await query(hits, [asOf]);
  return inOrder(rows.map((row) => [String(row[about]), textOf(row['fen']), textOf(row['unit'])]));
};

/** The first of a column in an order, in a group. */
export const first = (column: string, order: string): string => `(array_agg(${column} order by ${order}))[1]`;

/** Where everybody holds the oldest seat on a day: `pid`, `unit`. */
export const seatedAt = (day: string): string =>
  `select pid, ${first('institution_code', 'valid_from, id')} as unit from establishment.seat s
    where ${holds('s', day)} group by pid`;

/** True while a row holds on a day. */
export const holds = (row: string, day: string): string =>
  `(${row}.valid_from <= ${day} and (${row}.valid_to is null or ${row}.valid_to > ${day}))`;

/** The last day of the last month that is over on the day $1: what is reported by the month is in up to then. */
export const MONTH_OVER = `(date_trunc('month', $1::date + 1) - interval '1 day')::date`;

/** Seats that count against the quota on a day, by unit and category. */
export const occupied = (day: string): string =>
  `select institution_code, category, count(*) as seats from establishment.seat s
    where not s.exempt and ${holds('s', day)} group by institution_code, category`;

/** Authorised posts on a day, by unit and category. */
export const authorised = (day: string): string =>
  `select institution_code, category, sum(number) as posts from establishment.quota q
    where q.measure = 'POST' and q.title = '' and ${holds('q', day)} group by institution_code, category`;
