// The sink of an access log fails while requests go on: nothing of others' is shown unrecorded, and own staff work on.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PersonName } from '../../gateway/issuer/people.ts';
import { runningCluster } from '../../subgraphs/kit/postgres/cluster.ts';
import { freePort } from '../../subgraphs/kit/postgres/host/port.ts';
import { queryUrl } from '../support/data-directory.ts';
import { startProduct, startSubgraph, type Product } from '../support/product.ts';
import { SINK_FAULTS, type Sink } from '../support/sink/faults.ts';
import { see, startStream, type Seen } from '../support/sink/stream.ts';
import { headersOf } from '../support/token.ts';

/** Human resources answer in the gateway's process, finance in one of its own. */
const FIELDS = {
  hr: {
    field: 'people',
    questionOf: (first: number) => `people(first: ${first}) { nodes { name } }`,
    clerk: 'hr-clerk',
  },
  finance: {
    field: 'payments',
    questionOf: (first: number) => `payments(first: ${first}, month: "2026-09") { nodes { gross } }`,
    clerk: 'finance-clerk',
  },
} as const satisfies Record<
  string,
  { field: string; questionOf: (first: number) => string; clerk: PersonName }
>;
type Owner = keyof typeof FIELDS;
const OWNERS: readonly Owner[] = ['hr', 'finance'];

const CLIENTS = 3;
/** One for each client: where one person asks the same twice at the same moment, the gateway makes one access of it. */
const questionOf = (client: number): string =>
  `{ ${OWNERS.map((owner) => FIELDS[owner].questionOf(client + 2)).join(' ')} }`;
const QUESTIONS = Array.from({ length: CLIENTS }, (_, client) => questionOf(client));
const LAST_QUESTION = questionOf(CLIENTS);
/** Answers to wait for while the sink is broken. */
const ANSWERS = 6;
/** Without a restart it is whole again within so long of its repair. */
const BACK_MS = 2_000;

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-sink-'));
let product: Product;
let finance: Product;
let investigator: Readonly<Record<string, string>>;
const right = new Map<string, Seen>();

const urlOf = async (database: string): Promise<string> => {
  const server = await runningCluster(directory);
  if (server === undefined) throw new Error('no Postgres runs');
  return server.urlOf(database, server.superuser);
};

const sinkOf = async (owner: Owner): Promise<Sink> => {
  const [url, serverUrl] = [await urlOf(`fournets_${owner}`), await urlOf('postgres')];
  const runAt =
    (at: string) =>
    async (...statements: readonly string[]): Promise<void> => {
      for (const statement of statements) await queryUrl(at, statement);
    };
  return { owner, url, run: runAt(url), onServer: runAt(serverUrl) };
};

const ask = (query: string): Promise<Seen> => see(product.url, query, investigator);

const askAsStaff = async (owner: Owner): Promise<Seen> => {
  const { questionOf: ofStaff, clerk } = FIELDS[owner];
  return see(product.url, `{ ${ofStaff(3)} }`, await headersOf(directory, clerk));
};

beforeAll(async () => {
  // The first start plants what is here: all five departments.
  const planting = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '600' });
  await planting.stop();
  const port = await freePort();
  product = await startProduct(directory, {
    RATE_LIMIT_PER_MINUTE: '0',
    FINANCE_URL: `http://127.0.0.1:${port}/graphql`,
  });
  finance = await startSubgraph('finance', directory, port);
  investigator = await headersOf(directory, 'investigator', 'discipline/1');
  for (const query of QUESTIONS) right.set(query, await ask(query));
});
afterAll(async () => {
  await finance.stop();
  await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** What is wrong with an answer: it is whole, or the owner's part is missing, with the reason. */
const objectionTo = (owner: Owner, { query, data, errors }: Seen): string | undefined => {
  const whole = right.get(query)?.data;
  const gap = { ...whole, [FIELDS[owner].field]: null };
  const isGap =
    JSON.stringify(data) === JSON.stringify(gap) && errors.join() === `${owner} ACCESS_LOG_UNAVAILABLE`;
  const isWhole = JSON.stringify(data) === JSON.stringify(whole) && errors.length === 0;
  return isGap || isWhole ? undefined : JSON.stringify({ data, errors });
};

const shows = (owner: Owner, { data }: Seen): boolean => data[FIELDS[owner].field] !== null;

/** Answers that show an owner's rows without a record of it. */
const unrecorded = async (owner: Owner, seen: readonly Seen[]): Promise<string[]> => {
  const rows = await queryUrl(
    await urlOf(`fournets_${owner}`),
    "select trace from access_log where result = 'SERVED'",
  );
  const recorded = new Set(rows.map(({ trace }) => trace));
  return seen.filter((one) => shows(owner, one) && !recorded.has(one.trace)).map(({ trace }) => trace);
};

it('answers whole before anything is broken', () => {
  for (const { data, errors } of right.values()) {
    expect(errors).toEqual([]);
    expect(JSON.stringify(data)).toMatch(/"name":".+"gross":"\d/);
  }
});

describe.each(OWNERS)('%s', (owner) => {
  it.each(SINK_FAULTS)(
    'shows others nothing unrecorded when $name',
    async ({ break: breakSink, lasting }) => {
      // As many connections as will be wanted: none can be made later in one case.
      await Promise.all(Array.from({ length: 2 * CLIENTS }, () => askAsStaff(owner)));
      const stream = startStream(QUESTIONS.map((query) => () => ask(query)));
      await stream.more(CLIENTS);
      const mend = await breakSink(await sinkOf(owner));
      const brokenAt = performance.now();
      const staff = await askAsStaff(owner);
      await stream.more(ANSWERS);
      const mendingAt = performance.now();
      await mend();
      const mendedAt = performance.now();
      const sinceMended = (): number => performance.now() - mendedAt;
      while (!shows(owner, await ask(LAST_QUESTION)) && sinceMended() < BACK_MS);
      const recoveredMs = sinceMended();
      await stream.end();

      expect(
        stream.seen.map((seen) => objectionTo(owner, seen)).filter((found) => found !== undefined),
      ).toEqual([]);
      const meanwhile = stream.seen.filter(
        ({ startedAt, endedAt }) => startedAt >= brokenAt && endedAt <= mendingAt,
      );
      expect(meanwhile.length).toBeGreaterThanOrEqual(ANSWERS - CLIENTS);
      expect(meanwhile.filter((seen) => lasting && shows(owner, seen))).toEqual([]);
      expect(await unrecorded(owner, stream.seen)).toEqual([]);
      expect(staff.errors).toEqual([]);
      expect(shows(owner, staff)).toBe(true);
      expect(recoveredMs).toBeLessThan(BACK_MS);
    },
  );
});
