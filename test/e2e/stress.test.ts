// The stress test over a district as it stands: what it finds, and what it leaves behind.
import pg from 'pg';
import { readConfig, type Config } from '../../gateway/config.ts';
import { departments } from '../../gateway/cli/departments.ts';
import { stress, type StressCommandOptions } from '../../gateway/cli/stress/stress.ts';
import type { Terminal } from '../../gateway/cli/terminal.ts';
import { ruleFiles, type RuleFile } from '../../gateway/oversight/rule/files.ts';
import type { StressResult } from '../../gateway/oversight/stress/stress.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { generateDistrict } from '../../subgraphs/demo/generate.ts';
import { UNTIL } from '../support/demo/district.ts';
import { plantDistrict } from '../../subgraphs/demo/plant/plant.ts';
import { ACCESS_LOG_TABLES } from '../../subgraphs/kit/access-log/tables.ts';
import { migrate } from '../../subgraphs/kit/database/migrate.ts';
import { startCluster, type Cluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { provision, type DepartmentDatabase } from '../../subgraphs/kit/postgres/provision.ts';
import { openScratch } from '../../subgraphs/kit/postgres/scratch/scratch.ts';
import { openSecrets } from '../../subgraphs/kit/postgres/secrets.ts';
import { newDataDirectory, query, queryUrl } from '../support/data-directory.ts';
import { startFournets, type UnderWay } from '../support/product.ts';

const place = newDataDirectory();
let cluster: Cluster;
let databases: readonly DepartmentDatabase[];
let config: Config;

beforeAll(async () => {
  cluster = await startCluster({
    dataDirectory: place.path,
    settings: { fsync: 'off', synchronous_commit: 'off' },
  });
  databases = await provision(cluster, DEPARTMENT_NAMES);
  const { pidKey, of } = openSecrets(place.path, DEPARTMENT_NAMES);
  await Promise.all(
    DEPARTMENT_NAMES.map((name, order) => migrate(databases[order]!.ownerUrl, departments[name])),
  );
  const district = generateDistrict({
    people: 600,
    seed: 4,
    until: UNTIL,
    pidKey,
    identityKey: of('hr').key,
  });
  const targets = Object.fromEntries(
    databases.map(({ department, ownerUrl }) => [department, { connectionString: ownerUrl }]),
  );
  await plantDistrict({ district, targets });
  config = readConfig({ FOURNETS_DATA: place.path, FOURNETS_TODAY: '2026-11-20', LOG_LEVEL: 'error' });
});
afterAll(async () => {
  await cluster.stop();
  await place.remove();
});
afterEach(() => {
  process.exitCode = undefined;
});

/** Names of the databases on the server. */
const databaseNames = async (): Promise<unknown[]> =>
  (await query(cluster, 'select datname from pg_database order by 1')).map(({ datname }) => datname);

const copies = async (): Promise<unknown[]> =>
  (await databaseNames()).filter((name) => String(name).endsWith('_scratch_copy'));

/** Every row of every table of the departments, as a digest of each table. */
const digests = async (): Promise<unknown> =>
  Promise.all(
    databases.map(async ({ ownerUrl }) => {
      const tables = await queryUrl(
        ownerUrl,
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
      );
      const digest = ({ relname }: Record<string, unknown>): string =>
        `select '${String(relname)}' as name, count(*), md5(string_agg(md5(t::text), '' order by md5(t::text))) from ${String(relname)} t`;
      return queryUrl(ownerUrl, `${tables.map(digest).join(' union all ')} order by name`);
    }),
  );

interface Told extends StressResult {
  readonly text: string;
  readonly said: readonly string[];
  readonly exitCode: unknown;
}

const run = async (options: Partial<StressCommandOptions> = {}): Promise<Told> => {
  let told: Omit<Told, 'said' | 'exitCode'> | undefined;
  const said: string[] = [];
  const terminal: Terminal = {
    result: (value, text) => {
      told = { ...(value as StressResult), text };
    },
    say: (text) => void said.push(text),
    interactive: false,
  };
  await stress({ config, terminal }, { seed: 1, faults: 2, ...options });
  if (told === undefined) throw new Error(`no result: ${said.join('\n')}`);
  return { ...told, said, exitCode: process.exitCode };
};

/** The built-in rules, some of them with another condition. */
const builtinWith = (conditions: Readonly<Record<string, string>>): RuleFile[] =>
  ruleFiles().map(({ file, text }) => {
    const condition = conditions[file.slice(0, 3)];
    if (condition === undefined) return { file, text };
    const changed = text.replace(/condition: ("""[^]*?"""|"[^"\n]*")/, `condition: "${condition}"`);
    expect(changed).not.toBe(text);
    return { file, text: changed };
  });

/** A stress test in a process of its own, as soon as there are copies. */
const underWay = async (): Promise<UnderWay> => {
  const env = { FOURNETS_DATA: place.path, FOURNETS_TODAY: '2026-11-20' };
  const started = startFournets(['stress', '--rule', 'R12'], env);
  const ended = started.ended.then(() => true);
  while ((await copies()).length < DEPARTMENT_NAMES.length)
    if (await Promise.race([ended, Promise.resolve(false)])) throw new Error('it ended by itself');
  return started;
};

describe('a run after one that was killed', () => {
  let before: { readonly rows: unknown; readonly names: unknown[] };
  let left: unknown[];
  let told: Told;
  beforeAll(async () => {
    before = { rows: await digests(), names: await databaseNames() };
    const killed = await underWay();
    killed.kill('SIGKILL');
    await killed.ended;
    left = await copies();
    told = await run();
  });

  it('finds each fault of every rule and nothing else', () => {
    const { asOf, scores, untested, errors, stood, text, exitCode } = told;
    expect(asOf).toBe('2026-10-31');
    expect(scores.map(({ rule }) => rule)).toEqual(ruleFiles().map(({ file }) => file.slice(0, 3)));
    const failing = scores.filter(
      ({ recall, precision, gone }) => recall !== 1 || precision !== 1 || gone.length > 0,
    );
    expect({ failing, untested, errors }).toEqual({ failing: [], untested: [], errors: [] });
    const idle = scores.filter(({ planted, nearMisses, own }) => planted < 2 || nearMisses < 2 || own === 0);
    expect(idle).toEqual([]);
    expect([stood, exitCode]).toEqual([true, undefined]);
    expect(text).toMatch(/R12 +2 +2 +100\.0% +2 +0 +0 +100\.0%/);
  });

  it('removes the copies of that run and its own, and leaves the databases as they were', async () => {
    expect(left).toHaveLength(DEPARTMENT_NAMES.length);
    expect(told.said).toContainEqual(expect.stringMatching(/^Removed the copies/));
    expect({ rows: await digests(), names: await databaseNames() }).toEqual(before);
  });
});

it('shows what a broken rule misses and what it finds beside the faults, and ends with 1', async () => {
  const builtin = builtinWith({ R12: 'false', R18: 'true' });
  const { scores, stood, text, exitCode } = await run({ rule: ['R12', 'R18'], builtin });
  const [blind, eager] = scores;
  expect(blind).toMatchObject({ rule: 'R12', planted: 2, found: 0, recall: 0, precision: null });
  expect(blind?.missed.map(({ rule, kind }) => `${rule} ${kind}`)).toEqual(['R12 hit', 'R12 hit']);
  expect(eager).toMatchObject({ rule: 'R18', recall: 1, nearMisses: 2 });
  expect(eager?.fired.map(({ kind }) => kind)).toContain('near-miss');
  expect(eager?.precision).toBeLessThan(1);
  expect([stood, exitCode]).toEqual([false, 1]);
  expect(text).toContain('planted and not found · 植入而未查出');
});

it.each([
  ['STRESS_RULE_UNPLANTED', { rule: ['R99'] }],
  ['DEMO_OPTION_INVALID', { faults: 0 }],
])('refuses with %s what it cannot test', async (code, options) => {
  await expect(run(options)).rejects.toMatchObject({ code });
});

it('refuses a department elsewhere', async () => {
  const finance = { ...config.departments.finance, url: 'http://127.0.0.1:1/graphql' };
  config = { ...config, departments: { ...config.departments, finance } };
  await expect(run()).rejects.toMatchObject({ code: 'STRESS_DEPARTMENT_ELSEWHERE' });
  config = { ...config, departments: { ...config.departments, finance: { ...finance, url: undefined } } };
});

it('removes the copies at Ctrl+C', async () => {
  const started = await underWay();
  started.kill('SIGINT');
  const stderr = expect.stringContaining('Stopped') as unknown;
  expect(await started.ended).toMatchObject({ code: 1, stdout: '', stderr });
  expect(await copies()).toEqual([]);
});

describe('a copy', () => {
  const progress = { signal: new AbortController().signal, onTable: () => undefined };
  const source = () => {
    const { department, ownerUrl, appUrl } = databases[DEPARTMENT_NAMES.indexOf('finance')]!;
    const from = departments.finance;
    return {
      department,
      ownerUrl,
      appUrl,
      makerUrl: ownerUrl,
      migrate: (url: string) => migrate(url, from),
      leftOut: ['migration', ...ACCESS_LOG_TABLES],
    };
  };

  it('is refused where its role may not make databases', async () => {
    await expect(openScratch(source(), progress)).rejects.toMatchObject({ code: 'SCRATCH_NOT_ALLOWED' });
    expect(await copies()).toEqual([]);
  });

  it('is made by the owner where it may, by one process at a time, with rights and numbers as in the original', async () => {
    await query(cluster, 'alter role finance_owner createdb');
    const copy = await openScratch(source(), progress);
    try {
      await expect(openScratch(source(), progress)).rejects.toMatchObject({ code: 'SCRATCH_IN_USE' });
      const paid = 'select count(*), sum(gross_fen), max(id) from payment';
      const [there] = await queryUrl(databases[DEPARTMENT_NAMES.indexOf('finance')]!.appUrl, paid);
      expect(await queryUrl(copy.appUrl, paid)).toEqual([there]);
      const [next] = await queryUrl(
        copy.appUrl,
        `insert into operating_spend (institution_code, month, amount_fen) values ('X', '2020-01', 1) returning id`,
      );
      const [most] = await queryUrl(
        copy.appUrl,
        `select max(id) from operating_spend where institution_code <> 'X'`,
      );
      expect(Number(next?.['id'])).toBe(Number(most?.['max']) + 1);
      await expect(queryUrl(copy.appUrl, 'drop table payment')).rejects.toThrow(pg.DatabaseError);
    } finally {
      await copy.close(false);
      await query(cluster, 'alter role finance_owner nocreatedb');
    }
    expect(await copies()).toEqual([]);
  });
});
