// Whether every answer of ours was recorded: a figure without its access records would be another product's.
import pg from 'pg';
import type { Figure } from '../figure.ts';
import { ASKER, RECORDING, type Tally } from './asker.ts';
import type { District } from './district.ts';

const COUNT = `select count(distinct trace)::int as answers from access_log where viewer = $1 and result = 'SERVED'`;

const recordedBy = async (connectionString: string): Promise<number> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ answers: number }>(COUNT, [ASKER]);
    return rows[0]?.answers ?? 0;
  } finally {
    await client.end();
  }
};

/** Answers of ours in the access logs; fewer in one of them than the load had is an error. */
export const accessRecords = async ({ databases }: District, tally: Tally): Promise<Figure> => {
  const counts = await Promise.all(RECORDING.map((name) => recordedBy(databases[name].ownerUrl)));
  const fewest = Math.min(...counts);
  if (fewest < tally.total())
    throw new Error(
      `the load had ${tally.total()} answers of ours, but only ${counts.join(', ')} left a record`,
    );
  return {
    measure: 'linked: answers of ours in each access log',
    value: fewest,
    unit: 'at least',
    must: `≥ ${tally.total()}, all that the load had`,
    note: RECORDING.map((name, index) => `${name} ${counts[index]}`).join(', '),
  };
};
