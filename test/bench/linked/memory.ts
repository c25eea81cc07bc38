import { setTimeout as sleep } from 'node:timers/promises';
import { round, type Figure } from '../figure.ts';
import { agree } from '../load/agree.ts';
import { connect } from '../load/client.ts';
import { closedLoop } from '../load/closed.ts';
import { inTurn } from '../load/question.ts';
import { linkedQuestions } from './question.ts';
import { familyWithout, residentMegabytes } from '../machine/processes.ts';
import type { Fit } from '../load/rounds.ts';

const CONNECTIONS = 50;
const SECONDS = 6;
const LOOK_MS = 100;

/** Seats of the institutions that are asked about: 60 have as many, so that no two under way are the same. */
const SEATS = 80;

/** Memory of the product’s process under 50 connections: the most that was seen. */
export const memoryUnderLoad = async (stack: Fit): Promise<Figure> => {
  const questions = await linkedQuestions(stack, SEATS);
  const [ours] = await agree([stack], questions);
  if (ours === undefined || questions.length < CONNECTIONS) throw new Error('the district is too small');
  const client = await connect(ours, CONNECTIONS);
  const pids = familyWithout(ours.parts['Node'] ?? [], ours.parts['Postgres'] ?? []);
  const resident = (): number => Math.max(...pids.map(residentMegabytes));
  const before = resident();
  const load = closedLoop(client, inTurn(questions), CONNECTIONS);
  let most = before;
  for (const until = performance.now() + SECONDS * 1000; performance.now() < until; await sleep(LOOK_MS))
    most = Math.max(most, resident());
  await load.stop();
  await client.close();
  return {
    measure: `linked, ${CONNECTIONS} connections: memory`,
    value: Math.round(most),
    unit: 'MB',
    must: '≤ 300 MB',
    note: `gateway and five departments in one process; ${round(before, 0)} MB before`,
  };
};
