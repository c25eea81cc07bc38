import { establishment } from '../../subgraphs/establishment/main.ts';
import { openDepartment, pendingStatements, type TestDepartment } from '../support/department.ts';

let office: TestDepartment;

const institution = (code: string, more: object = {}) => ({
  code,
  name: `机构${code}`,
  kind: 'ADMINISTRATIVE_ORGAN',
  grade: 'TOWNSHIP_HEAD',
  valid_from: '2020-01-01',
  ...more,
});
const pid = (number: number): string => number.toString(16).padStart(32, '0');
const seat = (person: number, institutionCode: string, more: object = {}) => ({
  pid: pid(person),
  institution_code: institutionCode,
  category: 'ADMINISTRATIVE',
  name: `人${person}`,
  valid_from: '2024-01-01',
  ...more,
});

beforeAll(async () => {
  office = await openDepartment(establishment);
  await office.insert('institution', [
    institution('A', { name: '旧名', valid_from: '2020-01-01', valid_to: '2025-07-01' }),
    institution('A', { name: '新名', valid_from: '2025-07-01' }),
    ...Array.from({ length: 25 }, (_, index) =>
      institution(`B${String(index).padStart(2, '0')}`, { parent_code: 'A' }),
    ),
  ]);
  await office.insert('quota', [
    { institution_code: 'A', category: 'ADMINISTRATIVE', number: 50, valid_from: '2020-01-01' },
    {
      institution_code: 'A',
      category: 'ADMINISTRATIVE',
      title: '科员',
      number: 30,
      valid_from: '2020-01-01',
    },
    {
      institution_code: 'A',
      category: 'UNCLASSIFIED',
      title: 'CLERK',
      measure: 'HOUR',
      number: 1868.5,
      valid_from: '2020-01-01',
    },
    {
      institution_code: 'A',
      category: 'UNCLASSIFIED',
      title: 'CLERK',
      number: 2.5,
      valid_from: '2020-01-01',
    },
  ]);
  await office.insert('seat', [
    ...Array.from({ length: 50 }, (_, index) => seat(index, 'A')),
    seat(50, 'A', { category: 'SUPPORT_WORKER', exempt: true }),
    seat(51, 'A', { valid_to: '2026-06-15' }),
    seat(52, 'A', { valid_from: '2026-06-16' }),
  ]);
});
afterAll(() => office.close());

it('has tables that fit the entities', async () => {
  expect(await pendingStatements(office, establishment)).toEqual([]);
});

it.each([
  ['2019-12-31', null],
  ['2020-01-01', '旧名'],
  ['2025-06-30', '旧名'],
  ['2025-07-01', '新名'],
])('reads the register as of %s', async (asOf, name) => {
  const { data } = await office.ask('query ($asOf: Date) { institution(code: "A", asOf: $asOf) { name } }', {
    asOf,
  });
  expect(data).toEqual({ institution: name === null ? null : { name } });
});

it('counts the seats of the day, exempt ones apart', async () => {
  const { data } = await office.ask(`{ institution(code: "A") {
    occupied exempt tomorrow: occupied(asOf: "2026-06-16") yesterday: occupied(asOf: "2026-06-14")
    occupiedByCategory { category occupied exempt } } }`);
  expect(data).toEqual({
    institution: {
      occupied: 51,
      exempt: 1,
      tomorrow: 52,
      yesterday: 52,
      occupiedByCategory: [
        { category: 'ADMINISTRATIVE', occupied: 50, exempt: 0 },
        { category: 'SUPPORT_WORKER', occupied: 1, exempt: 1 },
      ],
    },
  });
});

it('never adds hours to posts, nor the titles of a category to its number as a whole', async () => {
  const { data } = await office.ask(
    '{ institution(code: "A") { authorised posts { title measure authorised } } }',
  );
  expect(data).toEqual({
    institution: {
      authorised: '52.50',
      posts: [
        { title: 'CLERK', measure: 'HOUR', authorised: '1868.50' },
        { title: 'CLERK', measure: 'POST', authorised: '2.50' },
        { title: '科员', measure: 'POST', authorised: '30.00' },
      ],
    },
  });
});

it('loads the seats of 50 persons with one SQL statement', async () => {
  const representations = Array.from({ length: 50 }, (_, index) => ({
    __typename: 'Person',
    pid: pid(index),
  }));
  const { data, errors, statements } = await office.ask(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { seats { institution { code } } } } }',
    { representations },
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual(
    Array.from({ length: 50 }, () => ({ seats: [{ institution: { code: 'A' } }] })),
  );
  expect(statements).toHaveLength(1);
});

it('pages through all children without loss or repeat', async () => {
  const codes: string[] = [];
  let after: unknown = null;
  do {
    const { data } = await office.ask(
      `query ($after: String) { institution(code: "A") { children(first: 7, after: $after) {
        totalCount nodes { code } pageInfo { hasNextPage endCursor } } } }`,
      { after },
    );
    const { children } = data?.['institution'] as {
      children: {
        totalCount: number;
        nodes: { code: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    expect(children.totalCount).toBe(25);
    codes.push(...children.nodes.map(({ code }) => code));
    after = children.pageInfo.hasNextPage ? children.pageInfo.endCursor : null;
  } while (after !== null);
  expect(codes).toEqual(Array.from({ length: 25 }, (_, index) => `B${String(index).padStart(2, '0')}`));
});

it.each([-5, 0, 1001, 1_000_000])('refuses a page of %s', async (first) => {
  const { errors } = await office.ask(
    'query ($first: Int) { institutions(first: $first) { nodes { code } } }',
    { first },
  );
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE', first });
});

it.each([
  'nonsense',
  Buffer.from('["A","B"]').toString('base64url'),
  Buffer.from('[{}]').toString('base64url'),
  '',
])('refuses a cursor it has not made: %s', async (after) => {
  const { errors } = await office.ask(
    'query ($after: String) { institutions(after: $after) { nodes { code } } }',
    { after },
  );
  expect(errors?.[0]?.extensions['code']).toBe('CURSOR_INVALID');
});

it.each(['2026-13-01', '2026-02-30', '26-1-1', ''])('refuses the day %s', async (asOf) => {
  const { errors } = await office.ask(
    'query ($asOf: Date) { institution(code: "A", asOf: $asOf) { name } }',
    { asOf },
  );
  expect(errors?.[0]?.extensions['code']).toBe('VALUE_INVALID');
});

it('refuses NUL in a text with a code', async () => {
  const query = 'query ($text: String) { institutions(nameContains: $text) { nodes { code } } }';
  const { errors } = await office.ask(query, { text: 'a\u0000' });
  expect(errors?.[0]?.extensions['code']).toBe('VALUE_INVALID');
});
