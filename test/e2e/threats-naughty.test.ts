// Thousands of requests that nobody means well with, at a running product: each is refused or answered with a code.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { PERSON_NAMES } from '../../gateway/issuer/people.ts';
import { ERRORS } from '../../schema/errors.ts';
import { naughtyRequests, type NaughtyRequest } from '../support/naughty-requests.ts';
import { ask, startProduct, type Product } from '../support/product.ts';
import { headersOf } from '../support/token.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'fournets-threats-'));
const schema = buildSchema(readFileSync('schema/api.graphql', 'utf8'));
const REQUESTS = 5_000;
/** Asked before it is measured: what is compiled once, and what caches hold when they are full, is no leak. */
const WARMING = 1_000;
const GROWTH_MAX = 100 * 1024 * 1024;

let product: Product;
let stopped = false;
let viewers: readonly Readonly<Record<string, string>>[];

beforeAll(async () => {
  product = await startProduct(directory, { FOURNETS_DEMO_PEOPLE: '600', RATE_LIMIT_PER_MINUTE: '0' });
  viewers = [{}, ...(await Promise.all(PERSON_NAMES.map((person) => headersOf(directory, person))))];
}, 180_000);
afterAll(async () => {
  if (!stopped) await product.stop();
  rmSync(directory, { recursive: true, force: true });
});

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

const isCoded = ({
  extensions = {},
}: {
  readonly extensions?: Readonly<Record<string, unknown>>;
}): boolean => {
  const { code, zh } = extensions;
  return (
    typeof code === 'string' && Object.hasOwn(ERRORS, code) && code !== 'INTERNAL' && typeof zh === 'string'
  );
};

const send = async ({ viewer, method, search, headers, body }: NaughtyRequest): Promise<void> => {
  const answer = await fetch(`${product.url}/graphql${search}`, {
    method,
    headers: { ...viewers[viewer], ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  if (answer.status === 431) return;
  const { data, errors = [] } = JSON.parse(text) as Answer;
  expect(answer.status).toBeLessThan(500);
  expect(errors.filter((error) => !isCoded(error))).toEqual([]);
  expect(data !== undefined || errors.length > 0).toBe(true);
};

/** So many on their way at once. */
const AT_ONCE = 5;

const sendMany = (count: number): Promise<void> => {
  const requests = fc.array(naughtyRequests(schema, viewers.length), {
    minLength: AT_ONCE,
    maxLength: AT_ONCE,
  });
  const sendAll = async (several: readonly NaughtyRequest[]): Promise<void> => {
    await Promise.all(several.map(send));
  };
  return fc.assert(fc.asyncProperty(requests, sendAll), { numRuns: count / AT_ONCE });
};

/** Bytes that the process has, by its own metrics. */
const memory = async (): Promise<number> => {
  const text = await (await fetch(`${product.url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
};

const asked = (query: string, variables = {}): Promise<unknown> =>
  fetch(`${product.url}/graphql`, {
    method: 'POST',
    headers: { ...viewers[1], 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  }).then(async (answer) => {
    const { errors = [] } = (await answer.json()) as Answer;
    return [answer.status, ...errors.map(({ extensions = {} }) => extensions['code'])];
  });

// What the random ones have found.
it.each([
  ['an operation of a kind that the graph does not have', 'subscription { __schema { types { name } } }'],
  ['an alias that no answer can have', '{ __proto__: division(code: "key") { code } }'],
])('refuses %s', async (_what, query) => {
  expect(await asked(query)).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
});

it(`answers ${REQUESTS} naughty requests of all viewers, stays as it is, and fails at none`, async () => {
  const stable = '{ institutions(first: 3) { nodes { code name } } }';
  const honest = viewers[1];
  const before = await ask(product.url, stable, honest);
  expect(before.errors).toBeUndefined();
  await sendMany(WARMING);
  const bytes = await memory();
  await sendMany(REQUESTS - WARMING);
  expect((await memory()) - bytes).toBeLessThan(GROWTH_MAX);
  expect(await ask(product.url, stable, honest)).toEqual(before);
  stopped = true;
  const { code, stderr } = await product.stop();
  expect(code).toBe(0);
  expect(stderr.split('\n').filter((line) => line.includes('internal error'))).toEqual([]);
}, 300_000);
