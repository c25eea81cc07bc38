import type { DepartmentName } from '../../../schema/departments.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { viewerOf } from '../../../schema/viewer.ts';
import { PEOPLE } from '../../../gateway/issuer/people.ts';
import { demoHeaders, type OnBehalf } from '../load/on-behalf.ts';
import type { District } from './district.ts';

/** Who asks the linked query: under the agreements of the demo every field of it is served to them, of every institution. */
export const ASKER = 'investigator';

/** What for: an inspection of the whole district. */
export const TASK = 'discipline/1';

/** The asker with that task, as the departments are told. */
export const TOLD_ASKER: Asker = {
  viewer: viewerOf({
    subject: ASKER,
    kind: 'person',
    roles: [PEOPLE[ASKER].role],
    department: PEOPLE[ASKER].department,
    units: [],
    clientId: 'console',
  }),
  purpose: {
    id: '1',
    kind: 'INSPECTION',
    documentNumber: '巡〔2025〕3号',
    department: PEOPLE[ASKER].department,
    units: null,
  },
  operation: '0'.repeat(64),
  trace: '00000000-0000-4000-8000-000000000000',
};

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
