import { round, type Figure } from '../figure.ts';
import { connect } from '../load/client.ts';
import type { Questions } from '../load/question.ts';
import type { Fit } from '../load/rounds.ts';

/** Loaders of the linked query: institution, seats, people, appointments, payments, decisions; a payer elsewhere adds one. */
const LOADERS = 6;

/** The sum of a counter over its labels, from `/metrics`. */
const counter = async ({ endpoint }: Fit, name: string): Promise<number> => {
  const text = await (await fetch(new URL('/metrics', endpoint))).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
};

/** SQL statements per request. */
export const statementCount = async (ours: Fit, questions: Questions): Promise<Figure> => {
  const client = await connect(ours, 1);
  const before = await counter(ours, 'fournets_sql_statements_total');
  for (const question of questions) await client.ask(question);
  const sent = (await counter(ours, 'fournets_sql_statements_total')) - before;
  await client.close();
  return {
    measure: 'linked, FourNets: SQL statements',
    value: round(sent / questions.length),
    unit: 'per request',
    must: `${LOADERS}, one more with a payer elsewhere`,
  };
};
