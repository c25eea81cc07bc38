// No acknowledged command is lost and none is done twice, whatever is killed meanwhile.
// FOURNETS_COMMANDS=10000 npx jest --selectProjects fault -- test/fault/commands sends as many: some three minutes.
import { setTimeout as sleep } from 'node:timers/promises';
import type { DepartmentName } from '../../schema/departments.ts';
import { sendUntilDone, type Told } from '../support/kill/client.ts';
import { errands, kindsOf, OWNERS, type Errand } from '../support/kill/errand.ts';
import { startParts, type Parts } from '../support/kill/parts.ts';
import { withDataDirectory } from '../support/product.ts';

const COMMANDS = Number(process.env['FOURNETS_COMMANDS'] ?? 2000);
const CLIENTS = 32;
/** Every so manyth command is sent again after it was acknowledged. */
const AGAIN_EVERY = 20;
/** A kill comes at a moment that nobody chose. */
const CHANCE_MS = 100;

const KILLS: readonly ((parts: Parts) => Promise<void> | void)[] = [
  ({ kill }) => kill.postmaster('hr'),
  ({ kill }) => kill.finance(),
  ({ kill }) => kill.backend('discipline'),
  ({ kill }) => kill.gateway(),
  ({ kill }) => kill.postmaster('finance'),
  ({ kill }) => kill.backend('finance'),
  ({ kill }) => kill.machine(),
];
const ROUNDS = 2;

/** Kills at random moments while commands are acknowledged: evenly over all of them. */
const killMeanwhile = async (parts: Parts, told: Told): Promise<number> => {
  const kills = Array.from({ length: ROUNDS }, () => KILLS).flat();
  let killed = 0;
  for (const kill of kills) {
    const from = ((killed + 0.5) * COMMANDS) / kills.length;
    while (told.acknowledged.size < from) {
      if (told.objections.length > 0) return killed;
      await sleep(5);
    }
    await sleep(Math.random() * CHANCE_MS);
    await kill(parts);
    killed += 1;
  }
  return killed;
};

/** Several clients, who share the commands. */
const sendAll = async (parts: Parts, all: readonly Errand[], told: Told): Promise<void> => {
  const waiting = all.values();
  const client = async (): Promise<void> => {
    for (const errand of waiting) {
      if (told.objections.length > 0) return;
      await sendUntilDone(parts, errand, told);
      if (told.acknowledged.size % AGAIN_EVERY === 0) await sendUntilDone(parts, errand, told);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
};

const texts = (rows: readonly Record<string, unknown>[]): string[] =>
  rows.map((row) => Object.values(row).join(' ')).toSorted();

/** What a department holds: its facts, their places in the change feed, and the keys that were used. */
const heldBy = async (parts: Parts, owner: DepartmentName) => {
  const tables = kindsOf(owner).map(
    ({ table, idColumn }) => `select source_document as key, ${idColumn}::text as id from ${table}`,
  );
  return {
    facts: texts(await parts.query(owner, tables.join(' union all '))),
    // One row for each whom it is about; a command whose rows are doubled is missing here.
    changes: texts(
      await parts.query(
        owner,
        'select document from change group by document having count(*) = count(distinct (subject_kind, subject))',
      ),
    ),
    keys: texts(await parts.query(owner, `select key, array_to_string(result_ids, ' ') from command`)),
  };
};

/** What it must hold by what clients were told. */
const promisedBy = (owner: DepartmentName, all: readonly Errand[], { acknowledged }: Told) => {
  const keys = all.filter(({ kind }) => kind.owner === owner).map(({ key }) => key);
  const facts = keys.map((key) => `${key} ${acknowledged.get(key) ?? ''}`).toSorted();
  return { facts, changes: keys.toSorted(), keys: facts };
};

it(`keeps each of ${COMMANDS} acknowledged commands once, with its rows in the change feed`, async () => {
  await withDataDirectory(async (directory) => {
    const parts = await startParts(directory, { FOURNETS_DEMO_PEOPLE: '0', RATE_LIMIT_PER_MINUTE: '0' });
    try {
      const all = errands(COMMANDS);
      const told: Told = { acknowledged: new Map(), codes: new Map(), objections: [] };
      const [killed] = await Promise.all([killMeanwhile(parts, told), sendAll(parts, all, told)]);
      expect(told.objections).toEqual([]);
      expect(told.acknowledged.size).toBe(COMMANDS);
      expect(killed).toBe(KILLS.length * ROUNDS);
      for (const owner of OWNERS) expect(await heldBy(parts, owner)).toEqual(promisedBy(owner, all, told));
    } finally {
      await parts.close();
    }
  });
}, 600_000);
