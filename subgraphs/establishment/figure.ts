import type { LoaderDefinition } from '../kit/database/load.ts';
import { statement } from '../kit/database/reader.ts';

/** Figures of rows of a table worked out in SQL, by the numbers of the rows; `otherwise` where there is no such row. */
export const figureOf =
  (table: string) =>
  <Value>(sql: string, otherwise: Value): LoaderDefinition<object, Value> => {
    const text = `select id as "__key", ${sql} as value from ${table} where id = any($1::bigint[])`;
    return {
      batch: async (db, keys) => {
        const rows = await db.rows<{ __key: string; value: Value }>(statement(text), [keys]);
        const values = new Map(rows.map((row) => [row.__key, row.value]));
        return keys.map((key) => values.get(key) ?? otherwise);
      },
    };
  };
