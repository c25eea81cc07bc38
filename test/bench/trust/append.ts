// What a record costs by itself: one at a time, and many at the same moment.
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import type { Asker } from '../../../schema/sharing.ts';
import { keyRing } from '../../../subgraphs/kit/access-log/keys.ts';
import type { Access } from '../../../subgraphs/kit/access-log/record.ts';
import { openAccessLog, type AccessLog } from '../../../subgraphs/kit/access-log/writer.ts';
import { openSecrets } from '../../../subgraphs/kit/postgres/secrets.ts';
import { median, round, type Figure } from '../figure.ts';
import type { District } from '../linked/district.ts';
import { cpuSeconds } from '../machine/processes.ts';
import { elapsedMicroseconds } from './cpu.ts';

const OWNER = 'finance';
const RECORDS = 400;
const RUNS = 5;
/** Records at the same moment: as many as a load of so many connections makes. */
const TOGETHER = 50;
/** Persons of a record, as of the linked query. */
const PERSONS = 100;

const pidOf = (number: number): string => number.toString(16).padStart(32, '0');

const accessFor = ({ viewer, purpose, operation, trace }: Asker): Access => ({
  time: new Date(),
  viewer: viewer.subject,
  viewerKind: 'PERSON',
  client: viewer.clientId,
  department: viewer.department ?? null,
  purpose,
  operation,
  owner: OWNER,
  coordinates: ['Payment.gross', 'Payment.institution', 'Payment.month', 'Person.payments'],
  pids: Array.from({ length: PERSONS }, (_, number) => pidOf(number)),
  institutionCodes: [],
  refusal: null,
  trace,
});

const appendAll = async (log: AccessLog, access: Access, together: number): Promise<void> => {
  for (let written = 0; written < RECORDS; written += together)
    await Promise.all(Array.from({ length: together }, () => log.append(access)));
};

const measured = async (
  log: AccessLog,
  access: Access,
  together: number,
  postgres: number,
): Promise<Figure> => {
  const times: number[] = [];
  await appendAll(log, access, together);
  const [node, server] = [process.cpuUsage(), cpuSeconds([postgres])];
  for (let turn = 0; turn < RUNS; turn++)
    times.push((await elapsedMicroseconds(() => appendAll(log, access, together))) / RECORDS);
  const { user, system } = process.cpuUsage(node);
  const ofServer = (cpuSeconds([postgres]) - server) * 1e6;
  const each = (total: number): number => round(total / (RUNS * RECORDS), 0);
  return {
    measure: `trust: access record of ${PERSONS} persons, ${together === 1 ? 'one at a time' : `${together} at the same moment`}`,
    value: round(median(times), 0),
    unit: 'µs',
    note: `CPU: Node ${each(user + system)} µs, Postgres ${each(ofServer)} µs`,
  };
};

/** Adds records to a department's log, until they are on the disk. */
export const appendFigures = async (
  { dataDirectory, databases, postgres }: District,
  asker: Asker,
): Promise<Figure[]> => {
  const { keys } = openSecrets(dataDirectory, DEPARTMENT_NAMES).of(OWNER).accessLog;
  const log = openAccessLog({ url: databases[OWNER].appUrl, owner: OWNER, keys: keyRing(keys) });
  try {
    const access = accessFor(asker);
    return [await measured(log, access, 1, postgres), await measured(log, access, TOGETHER, postgres)];
  } finally {
    await log.close();
  }
};
