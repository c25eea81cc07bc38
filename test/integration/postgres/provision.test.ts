import { startCluster, type Cluster } from '../../../subgraphs/kit/postgres/cluster.ts';
import {
  departmentDatabases,
  provision,
  type DepartmentDatabase,
} from '../../../subgraphs/kit/postgres/provision.ts';
import { newDataDirectory, query, queryUrl } from '../../support/data-directory.ts';

const directory = newDataDirectory();
let cluster: Cluster;
let finance: DepartmentDatabase;
let hr: DepartmentDatabase;

beforeAll(async () => {
  cluster = await startCluster({ dataDirectory: directory.path, settings: { fsync: 'off' } });
  const databases = await provision(cluster, ['finance', 'hr']);
  [finance, hr] = databases as [DepartmentDatabase, DepartmentDatabase];
  await queryUrl(
    finance.ownerUrl,
    'create table payment (id integer generated always as identity, fen bigint)',
  );
});

afterAll(async () => {
  await cluster.stop();
  await directory.remove();
});

const databaseOf = (url: string, database: string): string => url.replace(/[^/]+$/, database);

it('lets the application role read and write what the owner makes', async () => {
  await queryUrl(finance.appUrl, 'insert into payment (fen) values (1), (2)');
  await queryUrl(finance.appUrl, 'update payment set fen = 3 where fen = 2');
  await queryUrl(finance.appUrl, 'delete from payment where fen = 1');
  expect(await queryUrl(finance.appUrl, 'select fen from payment')).toEqual([{ fen: '3' }]);
});

it.each([
  'truncate payment',
  'drop table payment',
  'alter table payment add column note text',
  'create table mine (id integer)',
  'create schema mine',
  'create database mine',
  'create role mine',
  'set role finance_owner',
  `copy payment to program 'cat'`,
])('refuses the application role: %s', async (statement) => {
  await expect(queryUrl(finance.appUrl, statement)).rejects.toMatchObject({
    code: expect.stringMatching(/^42/),
  });
});

it('gives the application role nothing to own', async () => {
  const [row] = await query(
    cluster,
    `select count(*)::int as owned from pg_shdepend where deptype = 'o' and refobjid = 'finance_app'::regrole`,
  );
  expect(row).toEqual({ owned: 0 });
});

it.each(['fournets_hr', 'postgres', 'template1'])(
  'keeps the roles of finance out of %s',
  async (database) => {
    for (const url of [finance.appUrl, finance.ownerUrl])
      await expect(queryUrl(databaseOf(url, database), 'select 1')).rejects.toMatchObject({ code: '42501' });
  },
);

it('lets nobody in without the password', async () => {
  const url = hr.appUrl.replace(/:[^:@]+@/, ':wrong@');
  await expect(queryUrl(url, 'select 1')).rejects.toMatchObject({ code: '28P01' });
});

it('changes nothing the second time, and brings a changed password back', async () => {
  await query(cluster, `alter role finance_app password 'forgotten'`);
  await queryUrl(finance.ownerUrl, 'revoke delete on payment from finance_app');
  expect(await provision(cluster, ['finance', 'hr'])).toEqual([finance, hr]);
  expect(await queryUrl(finance.appUrl, 'select count(*)::int as rows from payment')).toEqual([{ rows: 1 }]);
  await expect(queryUrl(finance.appUrl, 'delete from payment')).rejects.toMatchObject({ code: '42501' });
});

it('makes the same for processes that start at once', async () => {
  const departments = ['establishment', 'organization'];
  const made = await Promise.all(Array.from({ length: 8 }, () => provision(cluster, departments)));
  expect(made).toEqual(made.map(() => departmentDatabases(cluster, departments)));
  for (const { appUrl } of made.flat())
    expect(await queryUrl(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
});
