// Within a scope nothing is read but the rows of its institutions: by the statements, and by Postgres behind them.
import pg from 'pg';
import { departments } from '../../gateway/cli/departments.ts';
import { DEPARTMENT_NAMES } from '../../schema/departments.ts';
import { tableOf } from '../../subgraphs/kit/database/columns.ts';
import { openDatabase } from '../../subgraphs/kit/database/connect.ts';
import { dataSource, migrate } from '../../subgraphs/kit/database/migrate.ts';
import { scopeRows } from '../../subgraphs/kit/database/row-scope.ts';
import type { Reader } from '../../subgraphs/kit/database/reader.ts';
import { statement } from '../../subgraphs/kit/database/reader.ts';
import { queryUrl } from '../support/data-directory.ts';
import { createDatabase } from '../support/cluster.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';

const PIDS = ['a', 'b', 'c'].map((letter) => letter.repeat(32));
const [A = '', B = '', C = ''] = PIDS;

const payment = (pid: string, institution: string, month: string) => ({
  pid,
  institution_code: institution,
  month,
  gross_fen: '532140',
});
const employment = (pid: string, institution: string) => ({
  pid,
  institution_code: institution,
  kind: 'CIVIL_SERVANT',
  valid_from: '2020-01-01',
});

let finance: TestDepartment;
let hr: TestDepartment;

beforeAll(async () => {
  [finance, hr] = await Promise.all([openDepartment(departments.finance), openDepartment(departments.hr)]);
  await finance.insert('payment', [
    payment(A, 'C1', '2026-01'),
    payment(A, 'C2', '2026-02'),
    payment(B, 'C2', '2026-01'),
    payment(C, 'C,3"\\', '2026-01'),
  ]);
  await hr.insert(
    'person',
    PIDS.map((pid) => ({ pid, name: 'made up', status: 'ACTIVE' })),
  );
  await hr.insert('employment', [employment(A, 'C1'), employment(B, 'C2')]);
  await hr.insert('off_quota_staff', [
    {
      pid: C,
      institution_code: 'C1',
      job_class: 'DRIVER',
      contract_kind: 'DIRECT',
      valid_from: '2020-01-01',
    },
  ]);
});

afterAll(() => Promise.all([finance.close(), hr.close()]));

const readerOf = ({ subgraph }: TestDepartment): Reader => subgraph.scope(new AbortController().signal).db;
const MONTHS = statement('select pid, month from payment order by month, pid');

const monthsIn = async (...institutions: string[]): Promise<object[]> =>
  readerOf(finance).within(institutions).rows(MONTHS, []);

const tablesIn = (url: string): Promise<{ name: string; forced: boolean; policies: string[] }[]> =>
  queryUrl(
    url,
    `select relname as name, relrowsecurity and relforcerowsecurity as forced,
       array(select polname::text from pg_policy where polrelid = pg_class.oid order by 1) as policies
     from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' and exists (
       select from pg_attribute
       where attrelid = pg_class.oid and not attisdropped
         and (attname ~ '(^|_)institution_code$' or attname = 'pid')
     )`,
  ) as Promise<never>;

it.each(DEPARTMENT_NAMES)('leaves no base fact of %s without a policy', async (name) => {
  const department = departments[name];
  const database = await createDatabase(name);
  try {
    await migrate(database.ownerUrl, department);
    const found = await tablesIn(database.ownerUrl);
    const names = [
      ...new Set([
        ...found.map((table) => table.name),
        ...department.entities.map((entity) => tableOf(entity).name),
      ]),
    ];
    const secured = await queryUrl(
      database.ownerUrl,
      `select relname as name, array(select polname::text from pg_policy where polrelid = pg_class.oid order by 1) as policies
       from pg_class where relforcerowsecurity and relrowsecurity`,
    );
    const byName = new Map(secured.map((row) => [row['name'], row['policies']]));
    for (const table of names)
      expect({ table, policies: byName.get(table) }).toEqual({
        table,
        policies: [`${table}_scope`, `${table}_whole`],
      });
  } finally {
    await database.drop();
  }
});

it('reads the rows of the scope, whatever the statement asks for', async () => {
  expect(await monthsIn('C1')).toEqual([{ pid: A, month: '2026-01' }]);
  expect(await monthsIn('C2', 'C1')).toEqual([
    { pid: A, month: '2026-01' },
    { pid: B, month: '2026-01' },
    { pid: A, month: '2026-02' },
  ]);
  expect(await monthsIn()).toEqual([]);
  expect(await monthsIn('C9')).toEqual([]);
});

it('takes a code as it is, whatever is in it', async () => {
  expect(await monthsIn('C,3"\\')).toEqual([{ pid: C, month: '2026-01' }]);
  expect(await monthsIn(`'; reset role; --`, '{C1}', 'C1,C2')).toEqual([]);
  await expect(monthsIn('C1\0')).rejects.toMatchObject({ code: 'VALUE_INVALID' });
});

it('narrows a scope further, and never widens it', async () => {
  const reader = readerOf(finance).within(['C1', 'C2']);
  expect(await reader.within(['C2', 'C,3"\\']).rows(MONTHS, [])).toHaveLength(2);
  expect(reader.within(['C2', 'C9']).scope).toEqual(['C2']);
});

it('reads everything again with the same statement on the same connections', async () => {
  for (let time = 0; time < 12; time++) {
    const [whole, narrow] = await Promise.all([readerOf(finance).rows(MONTHS, []), monthsIn('C1')]);
    expect([whole.length, narrow.length]).toEqual([4, 1]);
  }
  expect(await readerOf(finance).rows({ text: 'select current_user as role' }, [])).toEqual([
    { role: 'finance_app' },
  ]);
});

it('is itself again after a statement that failed', async () => {
  const narrow = readerOf(finance).within(['C1']);
  await expect(narrow.rows({ text: 'select 1 / 0' }, [])).rejects.toMatchObject({ code: '22012' });
  await expect(narrow.rows({ text: 'delete from payment' }, [])).rejects.toMatchObject({
    code: expect.stringMatching(/^(25006|42501)$/),
  });
  await expect(narrow.rows({ text: 'select from access_log' }, [])).rejects.toMatchObject({ code: '42501' });
  expect(await readerOf(finance).rows(MONTHS, [])).toHaveLength(4);
  expect(await narrow.rows(MONTHS, [])).toHaveLength(1);
});

it('shows persons who work or worked in the scope', async () => {
  const persons = (...institutions: string[]) =>
    readerOf(hr).within(institutions).rows(statement('select pid from person order by pid'), []);
  expect(await persons('C1')).toEqual([{ pid: A }, { pid: C }]);
  expect(await persons('C2')).toEqual([{ pid: B }]);
  expect(await persons('C9')).toEqual([]);
});

it('shows whoever takes the role on nothing where no scope is set', async () => {
  const client = new pg.Client({ connectionString: finance.appUrl });
  await client.connect();
  try {
    await client.query('set role finance_scoped');
    expect((await client.query('select from payment')).rowCount).toBe(0);
    await client.query("set fournets.scope to ''");
    expect((await client.query('select from payment')).rowCount).toBe(0);
  } finally {
    await client.end();
  }
});

it('lets no other department take its role on', async () => {
  await expect(queryUrl(finance.appUrl, 'set role hr_scoped')).rejects.toMatchObject({ code: '42501' });
});

it('restricts what loaders ask for by the institution, so that its index serves', async () => {
  const scope = finance.subgraph.scope(new AbortController().signal).within(['C1']);
  finance.statements.length = 0;
  const loaders = scope.loaders as unknown as Readonly<
    Record<string, { loadMany: (...given: unknown[]) => Promise<unknown[]> }>
  >;
  const [page] = (await loaders['paymentsOfPerson']?.loadMany([A], { first: 5 })) as { rows: object[] }[];
  expect(page?.rows).toHaveLength(1);
  expect(await loaders['payerCount']?.loadMany([A, B], {})).toEqual([1, 0]);
  expect(finance.statements.map(({ text }) => text)).toEqual([
    expect.stringContaining('institution_code = any($2::text[])'),
    expect.stringContaining('institution_code = any($2::text[])'),
  ]);
});

it('makes one context for a scope, whatever the order of its institutions', () => {
  const scope = finance.subgraph.scope(new AbortController().signal);
  expect(scope.within(['C1', 'C2'])).toBe(scope.within(['C2', 'C1']));
  expect(scope.within(['C1'])).not.toBe(scope.within(['C2']));
});

it('cancels what is read within a scope when the request ends', async () => {
  const controller = new AbortController();
  const reader = finance.subgraph.scope(controller.signal).db.within(['C1']);
  const outcome = reader.rows({ text: 'select pg_sleep(25)' }, []).catch((error: unknown) => error);
  const sleeping = "select from pg_stat_activity where state = 'active' and query = 'select pg_sleep(25)'";
  while ((await queryUrl(finance.appUrl, sleeping)).length === 0);
  controller.abort();
  expect(await outcome).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  while ((await queryUrl(finance.appUrl, sleeping)).length > 0);
  expect(await readerOf(finance).rows(MONTHS, [])).toHaveLength(4);
});

it('is not ready where the role is missing, or not its to take on', async () => {
  await expect(finance.subgraph.ready()).resolves.toBeUndefined();
  for (const scopedRole of ['hr_scoped', 'nobody_scoped']) {
    const database = openDatabase({ url: finance.appUrl, scopedRole });
    await expect(database.ready()).rejects.toMatchObject({ code: 'SCOPED_ROLE_MISSING' });
    await database.close();
  }
});

it('is not made where the role is missing', async () => {
  const source = await dataSource(finance.ownerUrl, departments.finance).initialize();
  try {
    const runner = source.createQueryRunner();
    await expect(scopeRows(runner, 'no such department' as 'finance', {})).rejects.toMatchObject({
      code: 'SCOPED_ROLE_MISSING',
    });
    await runner.release();
  } finally {
    await source.destroy();
  }
});

it.each(DEPARTMENT_NAMES)('can be taken back from %s and made again', async (name) => {
  const department = departments[name];
  const database = await createDatabase(name);
  try {
    await migrate(database.ownerUrl, department);
    const source = await dataSource(database.ownerUrl, department).initialize();
    const runner = source.createQueryRunner();
    const made = (): Promise<unknown> =>
      queryUrl(database.ownerUrl, 'select polname from pg_policy order by 1');
    const before = await made();
    const migrations = department.migrations.map((Migration) => new Migration());
    const scopes = migrations.slice(migrations.findIndex((one) => one.name?.startsWith('RowScope')));
    for (const migration of scopes.toReversed()) await migration.down(runner);
    expect(await made()).toEqual([]);
    for (const migration of scopes) await migration.up(runner);
    expect(await made()).toEqual(before);
    await runner.release();
    await source.destroy();
  } finally {
    await database.drop();
  }
});
