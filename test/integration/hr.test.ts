import { hr } from '../../subgraphs/hr/main.ts';
import { pendingStatements } from '../support/department.ts';
import { identityNumber } from '../support/import-run.ts';
import { fifty, openHr, pid, type HrOffice } from '../support/hr.ts';

let office: HrOffice;

beforeAll(async () => {
  office = await openHr();
});
afterAll(() => office.close());

it('has tables that fit the entities', async () => {
  expect(await pendingStatements(office, hr)).toEqual([]);
});

it('says who a person is, with the identity number masked', async () => {
  expect(await office.ofPerson(0, 'name sex bornOn degree status identityNumber')).toEqual({
    name: '张三',
    sex: 'FEMALE',
    bornOn: '1949-12-31',
    degree: null,
    status: 'ACTIVE',
    identityNumber: '*****************X',
  });
  expect(await office.ofPerson(2, 'identityNumber')).toEqual({ identityNumber: null });
});

it('compares an identity number without telling it, and shows it whole by a field of its own', async () => {
  const matches = (given: string) => `identityNumberMatches(number: "${given}")`;
  const number = ['110105', '19491231', '002X'].join('');
  expect(
    await office.ofPerson(0, `${matches(number.toLowerCase())} other: ${matches(identityNumber(1))}`),
  ).toEqual({ identityNumberMatches: true, other: false });
  expect(await office.ofPerson(0, 'identityNumberInFull')).toEqual({ identityNumberInFull: number });
  expect(await office.ofPerson(2, `${matches(number)} identityNumberInFull`)).toEqual({
    identityNumberMatches: null,
    identityNumberInFull: null,
  });
});

it.each([
  ['a wrong check character', '110105194912310021', 'IDENTITY_NUMBER_CHECK'],
  ['a day that is not', '110105194913310021', 'IDENTITY_NUMBER_BIRTH'],
  ['another length', '110105', 'IDENTITY_NUMBER_SHAPE'],
])('compares no number with %s, and does not repeat it', async (_what, number, code) => {
  const { data, errors } = await office.ask(
    'query ($pid: Pid!, $number: String!) { person(pid: $pid) { name identityNumberMatches(number: $number) } }',
    { pid: pid(0), number },
  );
  expect(data).toEqual({ person: { name: '张三', identityNumberMatches: null } });
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual([code]);
  expect(JSON.stringify(errors)).not.toContain(number);
});

it('says so when an identity number was sealed under another key, and keeps the rest of the person', async () => {
  const { data, errors } = await office.ask(
    'query ($pid: Pid!) { person(pid: $pid) { name identityNumber } }',
    {
      pid: pid(1),
    },
  );
  expect(data).toEqual({ person: { name: '人1', identityNumber: null } });
  expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['IDENTITY_NUMBER_UNREADABLE']);
});

it('knows no person whom it has not registered, yet answers for the key', async () => {
  expect(await office.ofPerson(999, 'name')).toBeNull();
  const { data, errors } = await office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person {
      pid name identityNumber employments { id } retirement { id } death { id } hires { id } attendance { totalCount nodes { id } } } } }`,
    { representations: [{ __typename: 'Person', pid: pid(999) }] },
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    {
      pid: pid(999),
      name: null,
      identityNumber: null,
      employments: [],
      retirement: null,
      death: null,
      hires: [],
      attendance: { totalCount: 0, nodes: [] },
    },
  ]);
});

it('finds people by a part of the name and by status', async () => {
  const { data } = await office.ask(`{
    named: people(nameContains: "三") { totalCount nodes { pid name } }
    retired: people(status: RETIRED) { nodes { pid } }
    none: people(nameContains: "%") { totalCount } }`);
  expect(data).toEqual({
    named: { totalCount: 1, nodes: [{ pid: pid(0), name: '张三' }] },
    retired: { nodes: [{ pid: pid(60) }] },
    none: { totalCount: 0 },
  });
});

it('reads a page of people with one SQL statement, their names included', async () => {
  const { data, statements } = await office.ask('{ people(first: 60) { nodes { pid name status } } }');
  expect(data?.['people']).toEqual({
    nodes: Array.from({ length: 60 }, (_, index) => ({
      pid: pid(index),
      name: index === 0 ? '张三' : `人${index}`,
      status: 'ACTIVE',
    })),
  });
  expect(statements).toHaveLength(1);
});

it.each([
  'name sex status',
  'employments { institution { code } }',
  'offQuotaEmployments { id }',
  'retirement { id }',
  'death { id }',
  'hires { id }',
  'payGrades(history: true) { monthly }',
  'insurance { payerName }',
  'attendance(first: 3) { nodes { month } pageInfo { hasNextPage } }',
  'pensionPayments(first: 3) { nodes { month scheme } pageInfo { hasNextPage } }',
  'pensionMonths(from: "2026-01")',
])('loads { %s } of 50 persons with one SQL statement', async (selection) => {
  const { data, errors, statements } = await office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
    { representations: fifty },
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toHaveLength(50);
  expect(statements).toHaveLength(1);
});

it.each([
  'person(pid: "")',
  'person(pid: "XYZ")',
  'people(after: "nonsense")',
  'people(first: -5)',
  'hires(from: "2026-02-30")',
])('refuses %s with a code', async (field) => {
  const { errors } = await office.ask(`{ ${field} { __typename } }`);
  expect(errors).toHaveLength(1);
  expect(errors?.[0]?.extensions['code']).toMatch(/^(VALUE_INVALID|CURSOR_INVALID|PAGE_SIZE_OUT_OF_RANGE)$/);
});
