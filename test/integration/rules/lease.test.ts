// A shard while its page is slow: it stays its worker's, and whoever has lost it enters nothing.
import { openOversight, type Oversight } from '../../../gateway/oversight/run/service.ts';
import { district } from '../../support/demo/district.ts';
import { openRuledDistrict, SUPERGRAPH, type RuledDistrict } from '../../support/rules.ts';
import { openRuleLedger, type LedgerRule, type RuleLedger } from '../../support/rules-ledger.ts';

/** Short enough to be waited for, and long enough for a machine that is busy with other tests. */
const SHORT_LEASE_SECONDS = 3;
const LONG_LEASE_SECONDS = 600;

const NEVER = new AbortController().signal;

let ruled: RuledDistrict;
let ledger: RuleLedger;
beforeAll(async () => {
  ruled = await openRuledDistrict(district(600, 7), { guarded: true });
  ledger = openRuleLedger(ruled);
}, 120_000);
afterAll(() => ruled.close());

const sql = (text: string, values: readonly unknown[] = []): Promise<Record<string, unknown>[]> =>
  ruled.merged.queryAs('establishment', text, values);

/** A worker whose page has been read and is held back, so that it is slow to be entered; all workers have one name. */
interface Slow {
  /** Once it holds the page. */
  readonly holds: Promise<void>;
  /** Lets the page go; what came of the work. */
  readonly goOn: () => Promise<void>;
  readonly faults: unknown[];
  /** What the ledger has answered it, by the names of its questions. */
  readonly answered: readonly string[];
}

/** Something that is waited for until it is said. */
const gate = () => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, passed };
};

const slowWorker = (leaseSeconds: number): Slow => {
  const read = gate();
  const released = gate();
  const faults: unknown[] = [];
  const answered: string[] = [];
  const oversight: Oversight = openOversight({
    graph: {
      ...ruled.graph,
      ask: async (rule, variables) => {
        const answer = await ruled.graph.ask(rule, variables);
        read.open();
        await released.passed;
        return answer;
      },
      request: async (text, variables) => {
        const name = /^\w+ (\w+)/.exec(text)?.[1] ?? text;
        try {
          const answer = await ruled.graph.request(text, variables);
          answered.push(name);
          return answer;
        } catch (error) {
          answered.push(`${name} refused`);
          throw error;
        }
      },
    },
    supergraphSdl: SUPERGRAPH,
    today: () => ruled.asOf,
    onFault: (_, error) => void faults.push(error),
  });
  const worked = oversight.work('test', 1, NEVER, leaseSeconds);
  return {
    holds: read.passed,
    goOn: async () => {
      released.open();
      await worked;
    },
    faults,
    answered,
  };
};

const begin = async (): Promise<{ readonly rule: LedgerRule; readonly run: string }> => {
  const rule = await ledger.fresh('R12');
  const { id } = await ledger.oversight.ledger.start({
    asOf: ruled.asOf,
    reason: 'DEMAND',
    rules: [rule],
    bounds: [],
  });
  return { rule, run: id };
};
const until = async (text: string, values: readonly unknown[]): Promise<void> => {
  while ((await sql(text, values)).length === 0);
};
/** As if nothing had been heard of the worker for as long as its lease. */
const expire = (run: string): Promise<unknown> =>
  sql(`update run_shard set lease_until = now() - interval '1 second' where run_id = $1`, [run]);

it('stays its worker’s while a page takes longer than the lease', async () => {
  const { rule, run } = await begin();
  const slow = slowWorker(SHORT_LEASE_SECONDS);
  await slow.holds;
  const [{ first } = {}] = await sql('select lease_until::text as first from run_shard where run_id = $1', [
    run,
  ]);
  await until('select from run_shard where run_id = $1 and clock_timestamp() > $2::timestamptz', [
    run,
    first,
  ]);
  expect(await ledger.oversight.ledger.claim('other', 60)).toBeUndefined();
  await slow.goOn();
  expect(await ledger.oversight.ledger.run(run)).toMatchObject({ state: 'DONE' });
  expect(await sql('select attempts from run_shard where run_id = $1', [run])).toEqual([{ attempts: 1 }]);
  expect((await ledger.findings(rule)).length).toBeGreaterThan(0);
  expect(slow.faults).toEqual([]);
});

it('is left by a worker that hears that it is lost, which asks to enter nothing', async () => {
  const { rule, run } = await begin();
  const lost = slowWorker(SHORT_LEASE_SECONDS);
  await lost.holds;
  await sql(
    `update run_shard set worker = 'other', lease_until = now() + interval '1 hour' where run_id = $1`,
    [run],
  );
  while (!lost.answered.includes('Renew refused')) await sql('select');
  await lost.goOn();
  expect(lost.answered.filter((name) => name.startsWith('Record'))).toEqual([]);
  expect(await ledger.findings(rule)).toEqual([]);
  expect(await ledger.oversight.ledger.run(run)).toMatchObject({ state: 'RUNNING' });
  expect(lost.faults).toEqual([]);
});

it('is entered by whoever took it over alone, though it is of the same name', async () => {
  const { rule, run } = await begin();
  const lost = slowWorker(LONG_LEASE_SECONDS);
  await lost.holds;
  await expire(run);
  // The facts that the lost page has read no longer hold when another one takes the shard over.
  await ruled.merged.query('create table hr.kept as select * from hr.death');
  await ruled.merged.query('delete from hr.death');
  const taken = slowWorker(LONG_LEASE_SECONDS);
  await taken.holds;
  await lost.goOn();
  expect(await ledger.findings(rule)).toEqual([]);
  expect(await ledger.oversight.ledger.run(run)).toMatchObject({ state: 'RUNNING' });
  await taken.goOn();
  expect(await ledger.findings(rule)).toEqual([]);
  expect(await ledger.oversight.ledger.run(run)).toMatchObject({ state: 'DONE' });
  expect(await sql('select attempts from run_shard where run_id = $1', [run])).toEqual([{ attempts: 2 }]);
  expect([...lost.faults, ...taken.faults]).toEqual([]);
});
