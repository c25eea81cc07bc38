// How the roster stood on the day that a movement took effect, in the institution and category of the movement.
import { inForce } from '../../kit/database/filter.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { statement } from '../../kit/database/reader.ts';

/** Rows of the institution and category that hold on the day of the movement. */
const THEN = `institution_code = movement.institution_code and category = movement.category
  and ${inForce.sql('movement.effective_on')}`;

/** A figure of each movement, by the numbers of their records. */
const figure = <Value>(sql: string, otherwise: Value): LoaderDefinition<object, Value> => {
  const text = `select id as "__key", ${sql} as value from movement where id = any($1::bigint[])`;
  return {
    batch: async (db, keys) => {
      const rows = await db.rows<{ __key: string; value: Value }>(statement(text), [keys]);
      const values = new Map(rows.map((row) => [row.__key, row.value]));
      return keys.map((key) => values.get(key) ?? otherwise);
    },
  };
};

export const movementDayLoaders = {
  seatTaken: figure(`exists (select from seat where pid = movement.pid and not exempt and ${THEN})`, false),
  occupiedThen: figure(`(select count(*)::int from seat where not exempt and ${THEN})`, 0),
  authorisedThen: figure(
    `(select coalesce(sum(number), 0.00) from quota where measure = 'POST' and title = '' and ${THEN})`,
    '0.00',
  ),
};
