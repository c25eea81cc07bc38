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
}

/** Looks at the surroundings; nothing is changed and nothing is started. */
export const diagnose = ({ dataDirectory, port }: Surroundings): Promise<Check[]> => {
  const directory = resolve(dataDirectory);
  const questions = [
    ...machineQuestions(directory, port),
    ...serverQuestions(directory),
    ...dataQuestions(directory),
  ];
  return Promise.all(questions.map(ask));
};
