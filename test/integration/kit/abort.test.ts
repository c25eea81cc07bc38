// When the request ends, its statements end with it: in the database, not only here.
import pg from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { openDatabase, type Database } from '../../../subgraphs/kit/database/connect.ts';
import { createDatabase, type TestDatabase } from '../../support/cluster.ts';

let home: TestDatabase;
let database: Database;
let watcher: pg.Client;

beforeAll(async () => {
  home = await createDatabase('finance');
  database = openDatabase({ url: home.appUrl });
  watcher = new pg.Client({ connectionString: home.appUrl });
  await watcher.connect();
});

afterAll(async () => {
  await watcher.end();
  await database.close();
  await home.drop();
});

/** Long enough that no test waits for it. */
const SLOW = { text: 'select pg_sleep($1::int)' };
const SLEEP_SECONDS = 25;

const sleeping = async (): Promise<number> => {
  const { rows } = await watcher.query<{ count: number }>(
    "select count(*)::int as count from pg_stat_activity where state = 'active' and query = $1",
    [SLOW.text],
  );
  return rows[0]?.count ?? 0;
};

/** Waits until so many statements sleep; false after 5 s. */
const until = async (count: number): Promise<boolean> => {
  const end = performance.now() + 5_000;
  while (performance.now() < end) {
    if ((await sleeping()) === count) return true;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return false;
};

it('cancels the statements under way, and the pool goes on', async () => {
  const controller = new AbortController();
  const reader = database.reader(controller.signal);
  const outcomes = [1, 2, 3].map(() => reader.rows(SLOW, [SLEEP_SECONDS]).catch((error: unknown) => error));
  expect(await until(3)).toBe(true);
  controller.abort();
  for (const outcome of outcomes) expect(await outcome).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect(await until(0)).toBe(true);
  const next = database.reader(new AbortController().signal);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, n) => next.rows<{ n: number }>({ text: 'select $1::int as n' }, [n])),
  );
  expect(answers.flat()).toEqual(Array.from({ length: 20 }, (_, n) => ({ n })));
});

it('gives up waiting for a connection', async () => {
  const busy = new AbortController();
  const holding = Array.from({ length: 10 }, () =>
    database
      .reader(busy.signal)
      .rows(SLOW, [SLEEP_SECONDS])
      .catch(() => undefined),
  );
  expect(await until(10)).toBe(true);
  const controller = new AbortController();
  const outcome = database
    .reader(controller.signal)
    .rows(SLOW, [SLEEP_SECONDS])
    .catch((error: unknown) => error);
  controller.abort(new CodedError('SUBGRAPH_UNAVAILABLE', { owner: 'finance' }));
  expect(await outcome).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE' });
  busy.abort();
  await Promise.all(holding);
  expect(await until(0)).toBe(true);
});

it('sends nothing for a request that has ended', async () => {
  const reader = database.reader(AbortSignal.abort());
  await expect(reader.rows(SLOW, [SLEEP_SECONDS])).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect(await sleeping()).toBe(0);
});
