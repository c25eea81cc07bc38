// Standing rules at the command line, over the product as it runs: a process that is killed, and a rule that does not fit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { boundsFor } from '../../gateway/oversight/run/bounds.ts';
import { queryUrl } from '../support/data-directory.ts';
import { superuserUrl } from '../support/kill/parts.ts';
import { keepLogsOf } from '../support/leaks/outputs.ts';
import { followGraph, type LiveEvent } from '../support/live.ts';
import { ask, fournets, startFournets, startProduct, type Ended, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-rules-'));
const ENVIRONMENT = { FOURNETS_DATA: directory };
/** A start, or three processes one after the other, on a machine that others use. */
const PATIENCE_MS = 180_000;
const RULES = ['R12', 'R14', 'R21'];
let product: Product;

beforeAll(async () => {
  // The run is looked at all the while, to be killed in the middle.
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '600', RATE_LIMIT_PER_MINUTE: '0' });
}, PATIENCE_MS);
afterAll(async () => {
  await product.stop('SIGKILL');
  keepLogsOf(directory);
  rmSync(directory, { recursive: true, force: true });
});

/** Asks as the director of the office. */
const asked = async (query: string): Promise<Readonly<Record<string, unknown>>> => {
  const { data, errors } = await ask(product.url, query, await headersOf(directory, 'director'));
  expect(errors).toBeUndefined();
  return data as Record<string, unknown>;
};

const run = (...args: readonly string[]): Promise<Ended> =>
  fournets(['--json', 'rules', ...args], ENVIRONMENT);

interface Latest {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly shards: number; readonly shardsDone: number };
}

const latestRun = async (): Promise<Latest | undefined> => {
  const { ruleRuns } = (await asked(
    '{ ruleRuns(first: 1) { nodes { id state progress { shards shardsDone } } } }',
  )) as { ruleRuns: { nodes: Latest[] } };
  return ruleRuns.nodes[0];
};

interface Found {
  readonly rule: { readonly id: string };
  readonly subject: string;
  readonly period: string;
  readonly state: string;
  readonly events: readonly { readonly action: string }[];
}

const findings = async (rules: readonly string[] = RULES): Promise<Found[]> => {
  const data = await asked(
    '{ findings(first: 1000) { nodes { rule { id } subject period state events { action } } } }',
  );
  // The demo comes with findings of another rule, which its problems were made from.
  return (data['findings'] as { nodes: Found[] }).nodes.filter(({ rule }) => rules.includes(rule.id));
};

/** Writes into the ledger past the graph. */
const inLedger = async (statements: string): Promise<void> => {
  await queryUrl(await superuserUrl(directory, 'fournets_establishment'), statements);
};

const RULE_OPTION = ['--rule', ...RULES];

it(
  'has a run whose process is killed finished by another one, with no finding twice',
  async () => {
    const killed = startFournets(
      ['rules', 'run', ...RULE_OPTION, '--shards', '60', '--workers', '1', '--lease', '1'],
      ENVIRONMENT,
    );
    let latest: Latest | undefined;
    while (latest === undefined || latest.progress.shardsDone < 5) latest = await latestRun();
    killed.kill('SIGKILL');
    expect((await killed.ended).code).toBeNull();
    const left = await latestRun();
    expect(left).toMatchObject({ id: latest.id, state: 'RUNNING' });
    expect(left?.progress.shardsDone).toBeLessThan(60 * RULES.length);

    const { code, stdout } = await run('run', '--run', latest.id, '--lease', '10');
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({
        id: latest.id,
        state: 'DONE',
        progress: expect.objectContaining({ shardsDone: 60 * RULES.length, unknown: 0 }) as unknown,
      }),
    ]);
    const found = await findings();
    expect(new Set(found.map(({ rule }) => rule.id))).toEqual(new Set(RULES));
    expect(found.flatMap(({ events }) => events.map(({ action }) => action))).toEqual(
      found.map(() => 'APPEARED'),
    );
    // A run in one piece finds the same, and nothing becomes of it.
    expect((await run('run', ...RULE_OPTION, '--shards', '1')).code).toBe(0);
    expect(await findings()).toEqual(found);
  },
  PATIENCE_MS,
);

/** Asks as the office’s clerk for a run of everybody in parts; its rule was kept in the ledger when rules were first run. */
const startRun = async (): Promise<string> => {
  const bounds = ['4', '8', 'c'].map((digit) => digit.padEnd(32, '0'));
  const input = { asOf: '2026-10-31', reason: 'DEMAND', rules: [{ id: 'R14', version: 1 }], bounds };
  const written = JSON.stringify(input)
    .replaceAll(/"(\w+)":/g, '$1:')
    .replace('"DEMAND"', 'DEMAND');
  const query = `mutation { run: startRuleRun(input: ${written}) { id } }`;
  const { data } = await ask(product.url, query, await headersOf(directory, 'section-clerk'));
  return (data as { run: { id: string } }).run.id;
};

const stateIn = ({ data }: LiveEvent): unknown =>
  (data as { data: { run: { state: string } } } | undefined)?.data.run.state;

it(
  'tells whoever follows a run how far it is, until it is done',
  async () => {
    const id = await startRun();
    const headers = await headersOf(directory, 'director');
    const query = `query @live { run: ruleRun(id: ${id}) { state progress { shards shardsDone } } }`;
    const stream = await followGraph(product.url, query, headers);
    const [first, ended] = [await stream.next(), run('run', '--run', id)];
    expect(stateIn(first!)).toBe('PENDING');
    const rest = await stream.rest();
    expect((await ended).code).toBe(0);
    expect(rest.at(-1)).toEqual({ event: 'complete', data: undefined });
    expect(rest.at(-2)?.data).toEqual({
      data: { run: { state: 'DONE', progress: { shards: 4, shardsDone: 4 } } },
    });
    expect(rest.slice(0, -2).map(stateIn)).not.toContain('DONE');
    expect(await asked('query @live { ruleRuns(first: 1) { nodes { state } } }')).toEqual({
      ruleRuns: { nodes: [{ state: 'DONE' }] },
    });
  },
  PATIENCE_MS,
);

/** Rules that nobody has run before, with findings. */
const SHARED_RULES = ['R13', 'R18', 'R19'];
const SHARDS = 40;

/** Holds shards back until so many processes want one: all of them begin at once. */
const heldUntil = async (processes: number): Promise<void> => {
  const gate = new pg.Client({ connectionString: await superuserUrl(directory, 'fournets_establishment') });
  await gate.connect();
  try {
    await gate.query('begin; lock table run_shard in access exclusive mode');
    const waiting = `select count(distinct pid)::int as count from pg_locks
      where not granted and relation = 'run_shard'::regclass`;
    while (((await gate.query<{ count: number }>(waiting)).rows[0]?.count ?? 0) < processes);
  } finally {
    await gate.end();
  }
};

it(
  'has one run worked on by two processes at the same time, with no shard and no finding twice',
  async () => {
    // As the ledger is told: a worker is named by its process.
    await inLedger(`
      create table claimed (shard bigint, worker text);
      grant insert on claimed to public;
      create function note_claim() returns trigger language plpgsql as $$
        begin insert into claimed values (new.id, substring(new.worker from 'cli-[0-9]+')); return null; end $$;
      create trigger note_claim after update on run_shard for each row
        when (new.state = 'CLAIMED' and old.state <> 'CLAIMED') execute function note_claim()`);
    const { standingRules } = (await asked('{ standingRules { id active { version } } }')) as {
      standingRules: { id: string; active: { version: number } }[];
    };
    const rules = standingRules.filter(({ id }) => SHARED_RULES.includes(id));
    const { started } = (await asked(`mutation { started: startRuleRun(input: {
      asOf: "2026-10-31", reason: DEMAND, bounds: ${JSON.stringify(boundsFor(SHARDS))},
      rules: [${rules.map(({ id, active }) => `{ id: "${id}", version: ${active.version} }`).join()}]
    }) { id } }`)) as { started: { id: string } };
    const work = (): Promise<Ended> => run('run', '--run', started.id, '--workers', '1');
    const [one, other] = await Promise.all([work(), work(), heldUntil(2)]);
    for (const { code, stdout } of [one, other])
      expect([code, JSON.parse(stdout)]).toEqual([
        0,
        expect.objectContaining({ id: started.id, state: 'DONE' }),
      ]);
    const claims = await queryUrl(
      await superuserUrl(directory, 'fournets_establishment'),
      'select worker, count(*)::int as shards from claimed group by worker',
    );
    expect(claims).toHaveLength(2);
    expect(claims.reduce((sum, { shards }) => sum + Number(shards), 0)).toBe(SHARDS * SHARED_RULES.length);

    const found = await findings(SHARED_RULES);
    expect(new Set(found.map(({ rule }) => rule.id))).toEqual(new Set(SHARED_RULES));
    expect(found.flatMap(({ events }) => events.map(({ action }) => action))).toEqual(
      found.map(() => 'APPEARED'),
    );
    // A run in one piece finds the same, and nothing becomes of it.
    expect((await run('run', '--rule', ...SHARED_RULES, '--shards', '1')).code).toBe(0);
    expect(await findings(SHARED_RULES)).toEqual(found);
  },
  PATIENCE_MS,
);

it(
  'refuses what is not there, in both languages, and makes no run of it',
  async () => {
    const latest = await latestRun();
    const refused = async (...args: readonly string[]): Promise<unknown> => {
      const { code, stderr } = await run(...args);
      return [code, /^[A-Z_]+(?=: .+\n.*\p{Script=Han})/u.exec(stderr)?.[0]];
    };
    expect(await refused('run', '--rule', 'R01', '--unit', 'NOPE')).toEqual([2, 'RUN_INSTITUTION_UNKNOWN']);
    expect(await latestRun()).toEqual(latest);
    expect(await refused('try', 'R12', 'nosuch')).toEqual([2, 'RULE_SUBJECT_INVALID']);
    expect(await refused('try', 'R12', 'f'.repeat(32))).toEqual([2, 'RULE_SUBJECT_UNKNOWN']);
    expect(await refused('try', 'R01', 'XXX')).toEqual([2, 'RULE_SUBJECT_UNKNOWN']);
    const { seated } = (await asked('{ seated: personsOfEstablishment(of: SEATED, first: 1) { pid } }')) as {
      seated: { pid: string }[];
    };
    const { code, stdout } = await run('try', 'R12', seated[0]!.pid);
    expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ hits: [], registered: true })]);
  },
  PATIENCE_MS,
);

it(
  'names the code of a saved rule that does not fit the graph, and runs the others',
  async () => {
    const text =
      'query Gone($among: [Pid!], $after: Pid, $upTo: Pid, $first: Int) @rule(id: "R900", en: "Gone", zh: "已失效", severity: RED, subject: PERSON, articles: [], condition: "true", says: { en: "", zh: "" }) { died: personsOfHr(of: DIED, among: $among, after: $after, upTo: $upTo, first: $first) { pid shoeSize } }';
    // As if it had fitted when it was saved: whatever does not fit now is refused.
    await inLedger(`
      insert into rule (id) values ('R900');
      insert into rule_version (rule_id, version, text, digest, origin, saved_by)
      values ('R900', 1, '${text}', repeat('0', 64), 'SAVED', 'section-clerk');
      update rule set active_version = 1 where id = 'R900'`);

    const fault = {
      code: 'RULE_INVALID',
      en: expect.stringContaining('Cannot query field "shoeSize" on type "Person"') as string,
      zh: expect.stringContaining('规则 R900 无法使用') as string,
    };
    const checked = await run('check');
    expect([checked.code, JSON.parse(checked.stdout)]).toEqual([
      3,
      expect.arrayContaining([
        { name: 'R900 version 1', fault },
        { name: 'R12-paid-after-death.graphql', fault: null },
      ]),
    ]);
    const listed = await run('list');
    expect([listed.code, JSON.parse(listed.stdout)]).toEqual([
      0,
      expect.arrayContaining([
        { name: 'R900 version 1', fault },
        expect.objectContaining({ id: 'R12', fault: null }),
      ]),
    ]);

    const before = await findings();
    const { code, stdout, stderr } = await run('run', '--rule', 'R12', 'R900', '--shards', '1');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'FAILED',
      progress: {
        shards: 2,
        shardsDone: 1,
        errors: [expect.stringMatching(/^RULE_INVALID: Rule R900 cannot be used/)],
      },
    });
    const line = stderr.split('\n').find((one) => one.includes('a rule cannot be run'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({
      rule: 'R900',
      version: 1,
      err: { code: 'RULE_INVALID' },
    });
    expect(await findings()).toEqual(before);
  },
  PATIENCE_MS,
);
