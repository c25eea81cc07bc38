import { createHash } from 'node:crypto';
import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';

/** A prepared statement: the same text is parsed and planned once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Reads rows with prepared statements; the only way that loaders reach a database. */
export interface Reader {
  readonly rows: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;
}

/** Names a text so that Postgres keeps its plan. Names of prepared statements are at most 63 bytes. */
export const statement = (text: string): Statement => ({
  name: createHash('sha256').update(text).digest('hex').slice(0, 32),
  text,
});

const { builtins } = pg.types;

/** Days and exact numbers stay text, as Postgres writes them: no time zone and no float comes near them. */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    oid === builtins.DATE || oid === builtins.INT8 || oid === builtins.NUMERIC
      ? (value: string) => value
      : pg.types.getTypeParser(oid, format),
};

/** Postgres keeps no NUL in a text. */
const refuseNul = (values: readonly unknown[]): void => {
  for (const value of values.flat())
    if (typeof value === 'string' && value.includes('\0'))
      throw new CodedError('VALUE_INVALID', {
        type: 'String',
        reason: 'no text holds NUL',
        reasonZh: '文本不能含空字符',
      });
};

/** SQLSTATE classes of a server that is stopping, starting, full or gone. Source: PostgreSQL manual, appendix A. */
const UNAVAILABLE = /^(08|53|57P)/;

/** The error of a statement: a server that cannot be asked is something else than a statement that is wrong. */
const statementError = (error: unknown): unknown => {
  if (error instanceof pg.DatabaseError && !UNAVAILABLE.test(error.code ?? '')) return error;
  return new CodedError('DATABASE_UNAVAILABLE', {}, { cause: error });
};

/** A reader over a pool for one request. `onStatement` is told of each statement sent. */
export const poolReader = (
  pool: pg.Pool,
  signal: AbortSignal,
  onStatement?: (statement: Statement) => void,
): Reader => ({
  rows: async <Row extends object>({ name, text }: Statement, values: readonly unknown[]) => {
    signal.throwIfAborted();
    refuseNul(values);
    onStatement?.({ name, text });
    try {
      return (await pool.query<Row>({ name, text, values: [...values] })).rows;
    } catch (error) {
      throw statementError(error);
    }
  },
});
