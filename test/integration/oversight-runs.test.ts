// Standing rules with their versions, and runs of them that workers share.
import pg from 'pg';
import type { Asker } from '../../schema/sharing.ts';
import { establishment } from '../../subgraphs/establishment/main.ts';
import { openDepartment, pendingStatements } from '../support/department.ts';
import {
  CLAIM,
  clerk,
  CONFIRM,
  director,
  engine,
  evaluation,
  hit,
  openOversight,
  personKey,
  RECORD,
  REFUTE,
  RENEW,
  RUN,
  SAVE,
  START,
  investigator,
  nonWriters,
  strangers,
  undecided,
  type OversightOffice,
} from '../support/oversight.ts';

let office: OversightOffice;
beforeAll(async () => {
  office = await openOversight();
});
afterAll(() => office.close());
afterEach(() =>
  office.query(`update run_shard set state = 'CANCELLED', worker = null, lease_until = null,
  not_before = null where state in ('PENDING', 'CLAIMED', 'WAITING')`),
);

const ACTIVATE = `mutation ($id: ID!, $version: Int!) {
  rule: activateRule(id: $id, version: $version) { id active { version } decidedBy }
}`;
const RETIRE = `mutation ($id: ID!) { rule: retireRule(id: $id) { id active { version } decidedBy } }`;
const CANCEL = `mutation ($id: ID!) { run: cancelRuleRun(id: $id) { state } }`;
const RULE = `query ($id: ID!) {
  rule: standingRule(id: $id) {
    active { version } versions { version origin } precision { confirmed refuted ratio } demotedBecause demotedBecauseZh
  }
}`;

const start = async (said: object = {}): Promise<{ id: string; rule: string }> => {
  const rule = await office.rule();
  const input = {
    asOf: '2026-06-15',
    reason: 'DEMAND',
    rules: [{ id: rule, version: 1 }],
    bounds: [],
    ...said,
  };
  const { id } = await office.done(clerk, START, { input });
  return { id: String(id), rule };
};
const claim = (worker = 'w1'): Promise<Readonly<Record<string, unknown>>> =>
  office.done(engine, CLAIM, { worker });
const end = (shardId: unknown, rule: string, said: object = {}) => ({
  input: evaluation(rule, { shardId, worker: 'w1', evaluated: {}, finished: true, ...said }),
});
const expire = (id: unknown): Promise<unknown> =>
  office.query(`update run_shard set lease_until = now() - interval '1 second' where id = $1`, [id]);

it('has the tables that its entities say', async () => {
  const department = await openDepartment(establishment);
  try {
    expect(await pendingStatements(department, establishment)).toEqual([]);
  } finally {
    await department.close();
  }
});

describe('a rule', () => {
  it('has a version for each text and parameters, and the latest of its origin once', async () => {
    const input = {
      id: 'R900',
      text: 'query { a }',
      parameters: '{"b":1,"a":[2]}',
      note: ' 初稿 ',
      floor: '0.5',
    };
    const first = await office.done(engine, SAVE, { input });
    expect(first).toMatchObject({
      ruleId: 'R900',
      version: 1,
      origin: 'BUILTIN',
      savedBy: 'oversight',
      savedDepartment: 'establishment',
      note: '初稿',
      floor: '0.5000',
    });
    expect(first['digest']).toMatch(/^[0-9a-f]{64}$/);
    expect(await office.done(engine, SAVE, { input: { ...input, parameters: '{"a":[2],"b":1}' } })).toEqual(
      first,
    );
    const own = await office.done(clerk, SAVE, { input: { ...input, parameters: null } });
    expect(own).toMatchObject({ version: 2, origin: 'SAVED', savedBy: 'clerk', parameters: '{}' });
    expect(await office.done(engine, SAVE, { input })).toEqual(first);
    expect(await office.done(engine, SAVE, { input: { ...input, text: 'query { b }' } })).toMatchObject({
      version: 3,
    });
    expect(await office.done(clerk, RULE, { id: 'R900' })).toMatchObject({
      active: null,
      versions: [
        { version: 1, origin: 'BUILTIN' },
        { version: 2, origin: 'SAVED' },
        { version: 3, origin: 'BUILTIN' },
      ],
    });
  });

  it('is saved once by several at once', async () => {
    const input = { id: await office.rule(), text: 'query { a }' };
    const saved = await Promise.all(Array.from({ length: 8 }, () => office.done(engine, SAVE, { input })));
    expect(saved.map(({ version }) => version)).toEqual(Array.from({ length: 8 }, () => 2));
  });

  it.each([
    { id: 'r1' },
    { id: 'R' },
    { id: `R${'1'.repeat(31)}` },
    { text: ' ' },
    { text: '\0' },
    { parameters: '[]' },
    { parameters: '{' },
    { floor: '1.5' },
    { floor: '-0' },
  ])('is refused with %j', async (said) => {
    expect(await office.refusedBy(clerk, SAVE, { input: { id: 'R902', text: 'query { a }', ...said } })).toBe(
      'VALUE_INVALID',
    );
  });

  it('is put to work by the director, and what is built in by the system, too', async () => {
    const id = await office.rule();
    await office.done(clerk, SAVE, { input: { id, text: 'query { own }' } });
    for (const other of [...strangers, clerk])
      expect(await office.refusedBy(other, ACTIVATE, { id, version: 1 })).toBe('FORBIDDEN');
    expect(await office.refusedBy(engine, ACTIVATE, { id, version: 2 })).toBe('FORBIDDEN');
    expect(await office.done(engine, ACTIVATE, { id, version: 1 })).toEqual({
      id,
      active: { version: 1 },
      decidedBy: 'oversight',
    });
    expect(await office.done(director, ACTIVATE, { id, version: 2 })).toMatchObject({
      active: { version: 2 },
    });
    expect(await office.refusedBy(engine, RETIRE, { id })).toBe('FORBIDDEN');
    expect(await office.done(director, RETIRE, { id })).toEqual({ id, active: null, decidedBy: 'director' });
    expect(await office.refusedBy(director, ACTIVATE, { id, version: 7 })).toBe('RULE_VERSION_UNKNOWN');
    expect(await office.refusedBy(director, RETIRE, { id: 'R0' })).toBe('RULE_UNKNOWN');
    expect(await office.refusedBy(director, RETIRE, { id: 'R0\0' })).toBe('RULE_UNKNOWN');
  });

  it('is put to work by another than whoever saved it, and taken out by any director', async () => {
    const id = await office.rule();
    await office.done(director, SAVE, { input: { id, text: 'query { mine }' } });
    expect(await office.refusedBy(director, ACTIVATE, { id, version: 2 })).toBe('RULE_ACTIVATION_OWN');
    const another = { ...director, viewer: { ...director.viewer, subject: 'another director' } };
    expect(await office.done(another, ACTIVATE, { id, version: 2 })).toEqual({
      id,
      active: { version: 2 },
      decidedBy: 'another director',
    });
    expect(await office.done(director, RETIRE, { id })).toMatchObject({ active: null });
    expect(await office.refusedBy(director, ACTIVATE, { id, version: 2 })).toBe('RULE_ACTIVATION_OWN');
    expect(await office.done(director, ACTIVATE, { id, version: 1 })).toMatchObject({
      active: { version: 1 },
    });
  });

  it('is saved by an investigator as a draft, of whom the ledger says so, and which a director puts to work', async () => {
    const id = await office.rule();
    const input = { id, text: 'query { theirs }' };
    expect(await office.done(investigator, SAVE, { input })).toMatchObject({
      version: 2,
      origin: 'SAVED',
      savedBy: 'investigator',
      savedDepartment: 'discipline',
    });
    expect(await office.done(clerk, RULE, { id })).toMatchObject({ active: null });
    for (const operation of [ACTIVATE, RETIRE])
      expect(await office.refusedBy(investigator, operation, { id, version: 2 })).toBe('FORBIDDEN');
    expect(await office.refusedBy(investigator, SAVE, { input: { ...input, origin: 'BUILTIN' } })).toBe(
      'FORBIDDEN',
    );
    expect(await office.done(director, ACTIVATE, { id, version: 2 })).toMatchObject({
      active: { version: 2 },
      decidedBy: 'director',
    });
  });

  it('is saved by staff, and built in by the system', async () => {
    const input = { id: 'R903', text: 'query { a }' };
    for (const other of nonWriters) expect(await office.refusedBy(other, SAVE, { input })).toBe('FORBIDDEN');
    expect(await office.refusedBy(director, SAVE, { input: { ...input, origin: 'BUILTIN' } })).toBe(
      'FORBIDDEN',
    );
    expect(await office.ask(clerk, RULE, { id: 'R903' })).toEqual({ data: { rule: null }, errors: [] });
  });

  it('whose findings hold too seldom is shown AMBER', async () => {
    const id = await office.rule(0);
    await office.done(engine, SAVE, { input: { id, text: 'query { a }', floor: '0.5' } });
    await office.done(engine, ACTIVATE, { id, version: 1 });
    const subjects = Array.from({ length: 11 }, (_, index) => personKey(index));
    await office.record(id, { subjects, hits: subjects.map((subject) => hit(subject)) });
    const findings = await office.ledger(id);
    const judge = (from: number, to: number, operation: string) =>
      Promise.all(
        findings
          .slice(from, to)
          .map(({ id: finding }) =>
            office.done(clerk, operation, { id: finding, version: 1, reason: '核实' }),
          ),
      );
    const shown = async (severity: string): Promise<unknown> => {
      const { data } = await office.ask(
        clerk,
        `query ($id: ID!, $severity: FindingSeverity) {
          findings(ruleId: $id, severity: $severity) { totalCount nodes { severity } }
        }`,
        { id, severity },
      );
      return data['findings']?.['totalCount'];
    };
    await judge(0, 4, CONFIRM);
    await judge(4, 9, REFUTE);
    expect(await office.done(clerk, RULE, { id })).toMatchObject({
      precision: { confirmed: 4, refuted: 5, ratio: '0.4444' },
      demotedBecause: null,
    });
    expect([await shown('RED'), await shown('AMBER')]).toEqual([11, 0]);
    await judge(9, 10, REFUTE);
    expect(await office.done(clerk, RULE, { id })).toMatchObject({
      precision: { confirmed: 4, refuted: 6, ratio: '0.4000' },
      demotedBecause: 'Of 10 findings that were judged, 4 hold: 0.4000, under the floor of 0.5000.',
      demotedBecauseZh: expect.stringContaining('低于下限') as string,
    });
    expect([await shown('RED'), await shown('AMBER')]).toEqual([0, 11]);
    expect((await office.ledger(id)).map((finding) => Reflect.get(finding, 'severity'))).toEqual(
      subjects.map(() => 'AMBER'),
    );
  });
});

describe('a run', () => {
  it('has a shard for each range of each rule, which are handed out one by one', async () => {
    const { id, rule } = await start({ bounds: ['8', '4', '8'] });
    expect(await office.done(clerk, RUN, { id })).toMatchObject({
      state: 'PENDING',
      progress: { shards: 3, shardsDone: 0, rate: null, secondsLeft: null },
    });
    const shards = [await claim(), await claim(), await claim()];
    expect(shards).toMatchObject([
      { fromKey: null, upToKey: '4', rule: { ruleId: rule, version: 1 }, run: { id, state: 'RUNNING' } },
      { fromKey: '4', upToKey: '8', cursor: null, state: 'CLAIMED', worker: 'w1', attempts: 1 },
      { fromKey: '8', upToKey: null },
    ]);
    expect((await office.ask(engine, CLAIM, { worker: 'w1' })).data).toEqual({ shard: null });
  });

  it('hands out shards of different rules to those who work at the same time', async () => {
    const rules = [await office.rule(), await office.rule()].sort();
    await start({ rules: rules.map((id) => ({ id, version: 1 })), bounds: ['8'] });
    const shards = [await claim('w1'), await claim('w2'), await claim('w1'), await claim('w2')];
    expect(shards).toMatchObject(
      [null, '8'].flatMap((fromKey) => rules.map((ruleId) => ({ fromKey, rule: { ruleId } }))),
    );
  });

  it('gives no shard to two workers that ask at once', async () => {
    await start({ bounds: Array.from({ length: 11 }, (_, index) => `k${String(index).padStart(2, '0')}`) });
    const shards = await Promise.all(Array.from({ length: 20 }, (_, index) => claim(`w${index}`)));
    const ids = shards.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
    const rest: unknown[] = [];
    for (let next = await claim(); next['id'] !== undefined; next = await claim()) rest.push(next['id']);
    expect(new Set([...ids, ...rest]).size).toBe(12);
    expect(ids.length + rest.length).toBe(12);
  });

  it('moves on with what is entered, and ends with its last shard', async () => {
    const { id, rule } = await start({ bounds: ['8'] });
    const [one, other] = [await claim(), await claim('w2')];
    const on = {
      evaluated: { upTo: '4' },
      subjectCount: 40,
      hits: [hit(personKey(1))],
      unknown: [undecided(personKey(2))],
      cursor: '4',
      finished: false,
      requests: 3,
      milliseconds: 250,
    };
    expect(await office.done(engine, RECORD, end(one['id'], rule, on))).toMatchObject({
      appeared: 1,
      undecided: 1,
      shard: { state: 'CLAIMED', cursor: '4', worker: 'w1' },
    });
    expect((await office.ledger(rule))[0]?.events).toMatchObject([{ runId: id }]);
    await office.done(
      engine,
      RECORD,
      end(one['id'], rule, { evaluated: { from: '4', upTo: '8' }, subjectCount: 2 }),
    );
    expect(await office.done(clerk, RUN, { id })).toMatchObject({
      state: 'RUNNING',
      finishedAt: null,
      progress: {
        shards: 2,
        shardsDone: 1,
        subjectsDone: 42,
        hits: 1,
        unknown: 1,
        requests: 3,
        milliseconds: 250,
        rate: expect.any(Number) as number,
        secondsLeft: expect.any(Number) as number,
        waitingFor: [],
      },
    });
    const last = end(other['id'], rule, { worker: 'w2', evaluated: { from: '8' } });
    expect(await office.done(engine, RECORD, last)).toMatchObject({
      shard: { state: 'DONE', worker: null, run: { state: 'DONE' } },
    });
    expect(await office.done(clerk, RUN, { id })).toMatchObject({
      finishedAt: expect.any(String) as string,
      progress: { secondsLeft: 0 },
    });
    expect(await office.refusedBy(engine, RECORD, last)).toBe('LEASE_LOST');
  });

  it('knows about how many subjects there will be from the last run of everybody', async () => {
    const rules = [await office.rule(), await office.rule()].sort();
    const versions = rules.map((id) => ({ id, version: 1 }));
    const totalOf = async (id: string): Promise<unknown> =>
      ((await office.done(clerk, RUN, { id })) as { progress: { subjectsTotal: unknown } }).progress
        .subjectsTotal;
    const work = async (subjectCount: number): Promise<void> => {
      const { id: shard, rule } = await claim();
      await office.done(engine, RECORD, end(shard, (rule as { ruleId: string }).ruleId, { subjectCount }));
    };
    const first = await start({ rules: versions });
    expect(await totalOf(first.id)).toBeNull();
    await work(30);
    await work(12);
    expect(await totalOf(first.id)).toBe(42);
    const named = await start({ rules: [{ id: rules[0], version: 1, subjects: [personKey(1)] }] });
    expect(await totalOf(named.id)).toBeNull();
    await work(1);
    const second = await start({ rules: versions });
    expect(await totalOf(second.id)).toBe(42);
    await work(50);
    expect(await totalOf(second.id)).toBe(50);
    await work(12);
    expect(await totalOf(second.id)).toBe(62);
    const other = await start({ rules: [...versions, { id: await office.rule(), version: 1 }] });
    expect(await totalOf(other.id)).toBeNull();
  });

  it('does not wait for others who enter findings of it when a shard ends', async () => {
    const { id, rule } = await start();
    const { id: shard } = await claim();
    const elsewhere = new pg.Client({ connectionString: office.appUrl });
    await elsewhere.connect();
    try {
      await elsewhere.query(`begin; set local idle_in_transaction_session_timeout = '10s'`);
      await elsewhere.query('select from rule_run where id = $1 for key share', [id]);
      expect(await office.done(engine, RECORD, end(shard, rule))).toMatchObject({ shard: { state: 'DONE' } });
    } finally {
      await elsewhere.end();
    }
  });

  it('ends with the last of two shards that end at once', async () => {
    const { id, rule } = await start({ bounds: ['8'] });
    const [one, other] = [await claim(), await claim()];
    const elsewhere = new pg.Client({ connectionString: office.appUrl });
    await elsewhere.connect();
    await elsewhere.query('begin');
    await elsewhere.query(
      `update run_shard set state = 'DONE', worker = null, lease_until = null where id = $1`,
      [one['id']],
    );
    await elsewhere.query('select from rule_run where id = $1 for update', [id]);
    let ended = false;
    const ending = office.done(engine, RECORD, end(other['id'], rule)).finally(() => {
      ended = true;
    });
    const waits = async (): Promise<boolean> =>
      (await office.query('select from pg_locks where not granted')).length > 0;
    while (!ended && !(await waits()));
    await elsewhere.query('commit');
    await elsewhere.end();
    await ending;
    expect(await office.done(clerk, RUN, { id })).toMatchObject({ state: 'DONE' });
  });

  it('waits for an owner, and goes on where it was', async () => {
    const { id, rule } = await start();
    const shard = await claim();
    const wait = {
      finished: false,
      cursor: '4',
      evaluated: { upTo: '4' },
      waitSeconds: 60,
      waitingFor: ['hr'],
    };
    expect(await office.done(engine, RECORD, end(shard['id'], rule, wait))).toMatchObject({
      shard: { state: 'WAITING', worker: null },
    });
    expect(await office.done(clerk, RUN, { id })).toMatchObject({ progress: { waitingFor: ['hr'] } });
    expect((await office.ask(engine, CLAIM, { worker: 'w1' })).data).toEqual({ shard: null });
    await office.query(`update run_shard set not_before = now() where id = $1`, [shard['id']]);
    expect(await claim('w2')).toMatchObject({ id: shard['id'], cursor: '4', attempts: 2, worker: 'w2' });
    expect(await office.done(clerk, RUN, { id })).toMatchObject({ progress: { waitingFor: [] } });
  });

  it('says how many subjects it names, and nothing where it is about all', async () => {
    const rules = [await office.rule(), await office.rule()];
    const named = async (...subjects: readonly (readonly string[] | null)[]): Promise<unknown> => {
      const { id } = await start({
        rules: subjects.map((each, index) => ({ id: rules[index], version: 1, subjects: each })),
      });
      return office.done(clerk, 'query ($id: ID!) { run: ruleRun(id: $id) { namedSubjects } }', { id });
    };
    const [one, two, three] = [personKey(1), personKey(2), personKey(3)];
    expect(await named([one, two], [two, three])).toEqual({ namedSubjects: 3 });
    expect(await named([one], null)).toEqual({ namedSubjects: null });
    expect(await named(null, null)).toEqual({ namedSubjects: null });
  });

  it('counts a subject once, however often its page waited for owners', async () => {
    const { id, rule } = await start();
    const { id: shard } = await claim();
    const page = { evaluated: {}, subjectCount: 1, unknown: [undecided(personKey(1))] };
    const counted = async (): Promise<unknown> => {
      const { progress } = await office.done(clerk, RUN, { id });
      return progress;
    };
    for (const worker of ['w1', 'w2', 'w3']) {
      const wait = { ...page, worker, finished: false, waitSeconds: 0, requests: 1 };
      await office.done(engine, RECORD, end(shard, rule, wait));
      expect(await counted()).toMatchObject({ subjectsDone: 0, unknown: 0, waitingFor: ['hr'] });
      await office.query(`update run_shard set not_before = now() where id = $1`, [shard]);
      await claim(worker === 'w1' ? 'w2' : worker === 'w2' ? 'w3' : 'w1');
    }
    await office.done(
      engine,
      RECORD,
      end(shard, rule, { ...page, unknown: [], hits: [hit(personKey(1))], requests: 1 }),
    );
    expect(await counted()).toMatchObject({
      subjectsDone: 1,
      hits: 1,
      unknown: 0,
      requests: 4,
      waitingFor: [],
    });
  });

  it.each([
    ['that there is none of', { institutionCode: 'NOPE' }],
    ['that there was none of on the day', { institutionCode: 'LATE', asOf: '2025-12-31' }],
    ['that there was none of any more', { institutionCode: 'GONE', asOf: '2026-01-01' }],
  ])('is not made for an institution %s', async (_name, said) => {
    await office.query(
      `insert into institution (code, name, kind, grade, valid_from, valid_to)
       values ('LATE', 'L', 'SCHOOL', 'SECTION', '2026-01-01', null), ('GONE', 'G', 'SCHOOL', 'SECTION', '2020-01-01', '2026-01-01')
       on conflict do nothing`,
    );
    const rules = [{ id: await office.rule(), version: 1 }];
    const input = { asOf: '2026-06-15', reason: 'DEMAND', rules, bounds: [], ...said };
    const runs = await office.query('select count(*) from rule_run');
    expect(await office.refusedBy(clerk, START, { input })).toBe('RUN_INSTITUTION_UNKNOWN');
    expect(await office.query('select count(*) from rule_run')).toEqual(runs);
    const known = { ...input, institutionCode: 'LATE', asOf: '2026-01-01' };
    expect(await office.done(clerk, START, { input: known })).toMatchObject({ state: 'PENDING' });
  });

  it('fails where a shard cannot go on', async () => {
    const { id, rule } = await start();
    const shard = await claim();
    await office.done(
      engine,
      RECORD,
      end(shard['id'], rule, { subjects: [], evaluated: null, error: 'RULE_INVALID' }),
    );
    expect(await office.done(clerk, RUN, { id })).toMatchObject({
      state: 'FAILED',
      progress: { shardsDone: 0, errors: ['RULE_INVALID'] },
    });
  });

  it('writes nothing for a worker that lost its lease, and hands its shard to another', async () => {
    const { rule } = await start();
    const shard = await claim();
    const input = end(shard['id'], rule, { hits: [hit(personKey(1))] });
    await expire(shard['id']);
    expect(await office.refusedBy(engine, RECORD, input)).toBe('LEASE_LOST');
    expect(await office.refusedBy(engine, RENEW, { id: shard['id'], worker: 'w1' })).toBe('LEASE_LOST');
    expect(await claim('w2')).toMatchObject({ id: shard['id'], worker: 'w2', attempts: 2 });
    expect(await office.refusedBy(engine, RECORD, input)).toBe('LEASE_LOST');
    expect(await office.ledger(rule)).toEqual([]);
    const again = end(shard['id'], rule, { worker: 'w2', hits: [hit(personKey(1))] });
    expect(await office.done(engine, RECORD, again)).toMatchObject({ appeared: 1, shard: { state: 'DONE' } });
    expect(await office.ledger(rule)).toHaveLength(1);
  });

  it('keeps a shard for the worker that renews it', async () => {
    await start();
    const { id } = await claim();
    await office.query(`update run_shard set lease_until = now() + interval '5 seconds' where id = $1`, [id]);
    const { leaseUntil } = await office.done(engine, RENEW, { id, worker: 'w1', leaseSeconds: 600 });
    expect(Date.parse(String(leaseUntil)) - Date.now()).toBeGreaterThan(300_000);
    for (const [other, worker] of [
      [id, 'w2'],
      ['999999', 'w1'],
      ['x', 'w1'],
    ] as const)
      expect(await office.refusedBy(engine, RENEW, { id: other, worker })).toBe('LEASE_LOST');
  });

  it('is cancelled, and its workers lose their leases', async () => {
    const { id, rule } = await start({ bounds: ['8'] });
    const shard = await claim();
    expect(await office.done(clerk, CANCEL, { id })).toEqual({ state: 'CANCELLED' });
    expect(await office.refusedBy(engine, RECORD, end(shard['id'], rule))).toBe('LEASE_LOST');
    expect((await office.ask(engine, CLAIM, { worker: 'w1' })).data).toEqual({ shard: null });
    expect(await office.done(clerk, CANCEL, { id })).toEqual({ state: 'CANCELLED' });
    for (const unknown of ['999999', 'x'])
      expect(await office.refusedBy(clerk, CANCEL, { id: unknown })).toBe('RULE_RUN_UNKNOWN');
  });

  it('is no business of others', async () => {
    const { id, rule } = await start();
    const input = { asOf: '2026-06-15', reason: 'DEMAND', rules: [{ id: rule, version: 1 }], bounds: [] };
    const asked = async (askers: readonly (Asker | undefined)[], operation: string, variables: object) => {
      for (const asker of askers)
        expect(await office.refusedBy(asker, operation, variables)).toBe('FORBIDDEN');
    };
    await asked(strangers, START, { input });
    await asked(strangers, CANCEL, { id });
    await asked([...strangers, clerk, director], CLAIM, { worker: 'w1' });
    await asked([...strangers, clerk, director], RENEW, { id: '1', worker: 'w1' });
  });

  it.each([
    [{ rules: [] }, 'VALUE_INVALID'],
    [{ rules: [{ id: 'R0', version: 1 }] }, 'RULE_VERSION_UNKNOWN'],
    [{ asOf: '2026-06-16' }, 'VALUE_INVALID'],
    [{ bounds: [''] }, 'VALUE_INVALID'],
    [{ bounds: ['\0'] }, 'VALUE_INVALID'],
  ])('is not started with %j', async (said, code) => {
    const rule = await office.rule();
    const input = {
      asOf: '2026-06-15',
      reason: 'DEMAND',
      rules: [{ id: rule, version: 1 }],
      bounds: [],
      ...said,
    };
    expect(await office.refusedBy(clerk, START, { input })).toBe(code);
  });
});
