// What `import_batch` says about a planted district: which one it is.
import type { ClientBase } from 'pg';

/** The options that tell one district from another. */
interface Marked {
  readonly people: number;
  readonly seed: number;
  readonly until: string;
}

const BEFORE_UNTIL = ' until=';

/** The mark of a district. */
export const markOf = ({ people, seed, until }: Marked): string =>
  `demo people=${people} seed=${seed}${BEFORE_UNTIL}${until}`;

/** What a database holds: nothing yet, facts, or a planted district and the day or month until which it was planted. */
export interface Holds {
  readonly facts: boolean;
  readonly until?: string | undefined;
}

/** What the database of a department holds. */
export const holdsOf = async (client: Pick<ClientBase, 'query'>): Promise<Holds> => {
  const { rows } = await client.query<{ mark: string | null }>(
    `select case fact when 'demo' then file_name end as mark from import_batch order by 1 nulls last limit 1`,
  );
  return { facts: rows.length > 0, until: rows[0]?.mark?.split(BEFORE_UNTIL)[1] };
};
