import type { DepartmentName } from '../../../schema/departments.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { PEOPLE } from '../../../gateway/issuer/people.ts';
import { demoHeaders, type OnBehalf } from '../load/on-behalf.ts';
import type { District } from './district.ts';

/** Who asks the linked query: under the agreements of the demo every field of it is served to them, of every institution. */
export const ASKER = 'investigator';

/** What for: an inspection of the whole district. */
export const TASK = 'discipline/1';

/** Departments that record each linked question: all that have a part in it, but for the asker's own. */
export const RECORDING: readonly DepartmentName[] = DEPARTMENT_NAMES.filter(
  (name) => name !== PEOPLE[ASKER].department,
);

/** Counts the answers that a load had from stacks of ours. */
export interface Tally {
  readonly add: () => void;
  readonly total: () => number;
}

export const newTally = (): Tally => {
  let total = 0;
  return { add: () => void (total += 1), total: () => total };
};

/** The asker of one stack. */
export const askerAt = (
  { dataDirectory }: District,
  endpoint: string,
  tally: Tally,
  task = TASK,
): OnBehalf => ({
  headers: demoHeaders(dataDirectory, endpoint, ASKER, task),
  answered: tally.add,
});
