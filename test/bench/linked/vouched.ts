// Peers cannot sign for whom they ask. Their departments believe a header instead, and then decide and record as ours do.
import { randomUUID } from 'node:crypto';
import { PEOPLE } from '../../../gateway/issuer/people.ts';
import { DEMO_TASKS } from '../../../subgraphs/demo/sharing/tasks.ts';
import { keepAsker } from '../../../subgraphs/kit/door/asker.ts';
import { openDoor, type Door } from '../../../subgraphs/kit/door/door.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { viewerOf } from '../../../schema/viewer.ts';
import type { OnBehalf } from '../load/on-behalf.ts';
import { ASKER, TASK } from './asker.ts';

/** The header, which the peers' gateways hand on from the client. */
export const ASKER_HEADER = 'x-bench-asker';

/** Another name than the load on ours has, so that the records of ours are counted by themselves. */
const SUBJECT = 'asker of a peer';

const asker = (): Asker => {
  const { role, department } = PEOPLE[ASKER];
  const task = DEMO_TASKS.find((one) => one.department === department);
  if (task === undefined) throw new Error(`${ASKER} has no task`);
  const { kind, documentNumber, units } = task;
  return {
    viewer: viewerOf({
      subject: SUBJECT,
      kind: 'person',
      roles: [role],
      department,
      units: [],
      clientId: 'bench',
    }),
    purpose: { id: TASK, kind, documentNumber, department: task.department, units: units ?? null },
    operation: 'bench',
    trace: '',
  };
};

/** The asker of the linked query, for a peer: what ours find out from a token and a registered task, the header says. */
export const vouchedAsker = (): OnBehalf => {
  const header = Buffer.from(JSON.stringify(asker())).toString('base64url');
  return { headers: async () => ({ [ASKER_HEADER]: header }), answered: () => undefined };
};

/** Lets everybody in; who has the header is answered as the asker that it names. Checks nothing, in the peers' favour. */
export const vouchedDoor: Door = {
  ...openDoor,
  enter: ({ headers }, response, next) => {
    const header = headers[ASKER_HEADER];
    if (typeof header === 'string') {
      const named = JSON.parse(Buffer.from(header, 'base64url').toString()) as Asker;
      keepAsker(response, { ...named, trace: randomUUID() });
    }
    next();
  },
};
