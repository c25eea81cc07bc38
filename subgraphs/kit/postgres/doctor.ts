// Everything that a start depends on, looked at without starting anything.
import { resolve } from 'node:path';
import { ask, type Check } from './checks/check.ts';
import { dataQuestions } from './checks/data.ts';
import { machineQuestions } from './checks/machine.ts';
import { serverQuestions } from './checks/server.ts';

export type { Check } from './checks/check.ts';

/** What to look at. */
export interface Surroundings {
  readonly dataDirectory: string;
  /** Port of the gateway. */
  readonly port: number;
  /** Address that the gateway listens on. */
  readonly host: string;
}

/** Several looks can meet the same obstacle, e.g. a directory that is not ours: the first one says it. */
const sayOnce = (checks: readonly Check[]): Check[] =>
  checks.filter(
    ({ state, detail }, place) =>
      state !== 'failed' ||
      checks.findIndex((other) => other.state === 'failed' && other.detail === detail) === place,
  );

/** Looks at the surroundings; nothing is changed and nothing is started. */
export const diagnose = async ({ dataDirectory, host, port }: Surroundings): Promise<Check[]> => {
  const directory = resolve(dataDirectory);
  const questions = [
    ...machineQuestions(directory, host, port),
    ...serverQuestions(directory),
    ...dataQuestions(directory),
  ];
  return sayOnce(await Promise.all(questions.map(ask)));
};
