// Each limit on questions, over HTTP: its code, the number found and the maximum, and that no owner is asked.
import { ask, refusal, refusedWith, startSmallGateway, type SmallGateway } from './gateway.ts';

let gateway: SmallGateway;
beforeAll(async () => {
  gateway = await startSmallGateway();
});
afterAll(() => gateway.close());

const levels = (count: number): string =>
  `{ unit(code: "A") ${'{ parent '.repeat(count - 2)}{ code }${' }'.repeat(count - 1)}`;
const aliases = Array.from({ length: 51 }, (_, n) => `a${n}: __typename`).join(' ');
/** Badges are declared to be some 300. */
const LONG_LISTS = '{ units(first: 1000) { nodes { people(first: 1) { nodes { badges { code } } } } } }';
const PAGES_INSIDE_PAGES =
  '{ units(first: 1000) { nodes { people(first: 1000) { nodes { unit { people(first: 1000) { nodes { pid } } } } } } } }';

it.each([
  ['25 levels', 'QUERY_TOO_DEEP', levels(25), { depth: 25, max: 24 }],
  [
    'braces that the parser could not read',
    'QUERY_TOO_DEEP',
    `${'{ a '.repeat(600)}${'}'.repeat(600)}`,
    { depth: 600, max: 24 },
  ],
  [
    'brackets that the parser could not read',
    'QUERY_TOO_DEEP',
    `{ echo(any: ${'['.repeat(600)} `,
    { depth: 602, max: 24 },
  ],
  ['51 aliases', 'ALIASES_TOO_MANY', `{ ${aliases} }`, { aliases: 51, max: 50 }],
  ['5,002 tokens', 'QUERY_TOO_LONG', `{ ${'__typename '.repeat(5_000)} }`, { max: 5_000 }],
  [
    '1,000 in each of 1,000 in each of 1,000',
    'QUERY_TOO_COSTLY',
    PAGES_INSIDE_PAGES,
    { cost: 1_003_002_001, max: 250_000 },
  ],
  ['lists as long as the graph declares', 'QUERY_TOO_COSTLY', LONG_LISTS, { cost: 303_001, max: 250_000 }],
  [
    'a page of 1,001',
    'PAGE_SIZE_OUT_OF_RANGE',
    '{ units(first: 1001) { totalCount } }',
    { first: 1001, max: 1000 },
  ],
] as const)('refuses %s with %s', async (_, code, query, numbers) => {
  const before = gateway.signals.length;
  expect(refusal(await ask(gateway, query))).toEqual(refusedWith(code, numbers));
  expect(gateway.signals).toHaveLength(before);
});

it('answers 24 levels', async () => {
  expect(await ask(gateway, levels(24))).toMatchObject({ status: 200, errors: [] });
});

it('refuses a page out of bounds in a variable before it asks anybody', async () => {
  const before = gateway.signals.length;
  const reply = await ask(gateway, 'query ($first: Int) { units(first: $first) { totalCount } }', {
    first: 0,
  });
  expect(refusal(reply)).toEqual(refusedWith('PAGE_SIZE_OUT_OF_RANGE', { first: 0, max: 1000 }));
  expect(gateway.signals).toHaveLength(before);
});

it('weighs a question by the variables of each request', async () => {
  const asked = `query ($first: Int) { units(first: $first) { nodes { people(first: $first) { nodes { pid } } } } }`;
  const statuses: number[] = [];
  for (const first of [1000, 10, 1000, 2]) statuses.push((await ask(gateway, asked, { first })).status);
  expect(statuses).toEqual([400, 200, 400, 200]);
});
