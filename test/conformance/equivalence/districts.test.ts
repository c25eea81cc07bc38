// Random questions over the five departments: our executor answers as one schema in one place does, and as the stock
// executor does.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { apiSdl } from '../../../gateway/compose/supergraph.ts';
import { COMMITTED_SUPERGRAPH } from '../../../gateway/compose/read.ts';
import { DEPARTMENT_NAMES } from '../../../schema/departments.ts';
import { departmentSdl } from '../../../schema/sdl.ts';
import { fakesOf, type Keys, type Trouble } from './fake.ts';
import { fakeOwner, fakeSchema } from './fake-owner.ts';
import { answerer, comparable, type Answerer } from './graph.ts';
import { operationsOver, type ScalarValues } from './operations.ts';
import { wholeAnswerer } from './whole.ts';

const SDL = readFileSync(COMMITTED_SUPERGRAPH, 'utf8');

const CODES = ['BB-1', 'BB-2', 'BB-3', 'BB-4', 'BB-5', 'BB-6'];
const KEYS: Keys = {
  Institution: { code: CODES },
  Person: { pid: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'] },
  Post: { institutionCode: CODES, title: ['clerk', 'head'], measure: ['POST', 'HOUR'] },
};

const SCALARS: ScalarValues = {
  Date: fc.constantFrom('2026-01-31', '2024-02-29'),
  Month: fc.constantFrom('2026-01', '2025-12'),
  Pid: fc.constantFrom('0123456789abcdef0123456789abcdef', 'ffffffffffffffffffffffffffffffff'),
  InstitutionCode: fc.constantFrom('BB-1', '11330702MB0000000X'),
};

/** Operations for each kind of trouble. */
const RUNS = 400;

describe.each<[string, Trouble]>([
  ['where all is well', { nulls: 0, missing: 0, failures: 0 }],
  ['where values are null and entities missing', { nulls: 10, missing: 20, failures: 0 }],
  ['where fields fail', { nulls: 5, missing: 5, failures: 8 }],
])('%s', (_, trouble) => {
  const api = apiSdl(SDL);
  const operations = operationsOver(buildSchema(api), SCALARS);
  const fakes = fakesOf(KEYS, trouble);
  const schemas = new Map(DEPARTMENT_NAMES.map((name) => [name, fakeSchema(departmentSdl(name), fakes)]));
  const whole = wholeAnswerer(api, schemas, fakes);
  let ours: Answerer;
  let oursByApollo: Answerer;
  let stock: Answerer;

  beforeAll(async () => {
    const owners = [...schemas].map(([name, schema]) => fakeOwner(name, schema, fakes));
    [ours, oursByApollo, stock] = await Promise.all([
      answerer(SDL, owners, 'hive'),
      answerer(SDL, owners, 'apollo'),
      answerer(SDL, owners, 'stock'),
    ]);
  });
  afterAll(() => Promise.all([ours, oursByApollo, stock].map(({ stop }) => stop())));

  it('answers as one schema in one place does, with either planner', async () => {
    await fc.assert(
      fc.asyncProperty(operations, async (operation) => {
        const [wanted, got] = [await whole.answer(operation), await ours.answer(operation)];
        expect({ operation, ...comparable(got) }).toEqual({ operation, ...comparable(wanted) });
        // The order of the fields is the client's.
        expect(JSON.stringify(got.data)).toBe(JSON.stringify(wanted.data));
        expect(comparable(await oursByApollo.answer(operation))).toEqual(comparable(wanted));
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('answers as the stock executor does', async () => {
    await fc.assert(
      fc.asyncProperty(operations, async ({ plain: operation }) => {
        const wanted = comparable(await stock.answer(operation));
        expect({ operation, ...comparable(await ours.answer(operation)) }).toEqual({ operation, ...wanted });
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
