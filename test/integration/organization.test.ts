import { organization } from '../../subgraphs/organization/main.ts';
import { openDepartment, pendingStatements, TODAY, type TestDepartment } from '../support/department.ts';

let office: TestDepartment;

const pid = (number: number): string => number.toString(16).padStart(32, '0');
const appointment = (person: number, institutionCode: string, more: object = {}) => ({
  pid: pid(person),
  institution_code: institutionCode,
  title: '科员',
  valid_from: '2024-01-01',
  ...more,
});
const loan = (person: number, startedOn: string, more: object = {}) => ({
  pid: pid(person),
  from_institution_code: 'A',
  to_institution_code: 'B',
  kind: 'LOAN',
  started_on: startedOn,
  ...more,
});

beforeAll(async () => {
  office = await openDepartment(organization);
  await office.insert('appointment', [
    ...Array.from({ length: 50 }, (_, index) => appointment(index, 'A')),
    appointment(60, 'A', { title: '局长', level: 'TOWNSHIP_HEAD', role: 'HEAD' }),
    appointment(61, 'A', { title: '副局长', level: 'TOWNSHIP_DEPUTY', role: 'DEPUTY' }),
    // The same person twice at one level: one holder.
    appointment(61, 'A', { title: '总工程师', level: 'TOWNSHIP_DEPUTY', role: 'DEPUTY' }),
    appointment(62, 'A', { title: '副局长', level: 'TOWNSHIP_DEPUTY', role: 'DEPUTY', concurrent: true }),
    appointment(63, 'A', {
      title: '副局长',
      level: 'TOWNSHIP_DEPUTY',
      role: 'DEPUTY',
      valid_from: '2025-03-01',
      valid_to: TODAY,
    }),
    // The posts of Chicago's kind: one title, counted in posts and in hours.
    appointment(70, 'P', { title: 'CLERK' }),
    appointment(70, 'P', { title: 'CLERK', valid_from: '2025-01-01' }),
    appointment(71, 'P', { title: 'CLERK' }),
    appointment(72, 'P', { title: 'CLERK', measure: 'HOUR' }),
    appointment(73, 'P', { title: 'GUARD', valid_to: TODAY }),
    appointment(74, 'Q', { title: 'CLERK' }),
  ]);
  await office.insert('rank_holding', [
    { pid: pid(1), institution_code: 'A', rank: 'CLERK_2', valid_from: '2020-01-01', valid_to: '2024-07-01' },
    { pid: pid(1), rank: 'CLERK_1', valid_from: '2024-07-01' },
  ]);
  await office.insert('outside_post_approval', [
    { pid: pid(1), organization_name: '测绘学会', valid_from: '2025-01-01', valid_to: '2026-01-01' },
  ]);
  await office.insert('appraisal', [
    ...Array.from({ length: 5 }, (_, index) => ({
      pid: pid(index),
      institution_code: 'A',
      year: 2025,
      result: index < 2 ? 'EXCELLENT' : 'COMPETENT',
    })),
    { pid: pid(1), institution_code: 'A', year: 2024, result: 'INCOMPETENT' },
  ]);
  await office.insert('merit_point', [
    { pid: pid(1), institution_code: 'A', awarded_on: '2024-12-31', points: '9', reason: '甲' },
    { pid: pid(1), institution_code: 'A', awarded_on: '2025-01-01', points: '0.10', reason: '乙' },
    { pid: pid(1), institution_code: 'A', awarded_on: '2025-12-31', points: '0.20', reason: '丙' },
    { pid: pid(1), institution_code: 'A', awarded_on: '2025-06-01', points: '-1.5', reason: '丁' },
  ]);
  await office.insert('loan', [
    loan(1, '2025-01-01', { due_on: '2025-06-30' }),
    loan(1, '2026-03-01', { kind: 'ATTACHMENT', due_on: '2026-05-31', returned_on: TODAY }),
    loan(2, '2026-06-15', { due_on: '2026-12-31' }),
    loan(3, '2026-06-16'),
  ]);
  await office.insert('selection_check', [
    { institution_code: 'A', checked_on: '2026-01-10', subject: '干部选任', result: 'PASSED' },
    {
      institution_code: 'A',
      pid: pid(1),
      checked_on: '2026-02-10',
      subject: '破格提拔',
      result: 'ISSUE_FOUND',
    },
  ]);
  await office.insert('training', [
    { pid: pid(1), course: '主体班', started_on: '2025-09-01', ended_on: '2025-09-30', hours: 120 },
    { pid: pid(1), course: '网络培训', started_on: '2024-09-01', hours: 20 },
  ]);
});
afterAll(() => office.close());

const ask = (representations: readonly object[], selection: string) =>
  office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
    { representations },
  );
const persons = (numbers: readonly number[], selection: string) =>
  ask(
    numbers.map((number) => ({ __typename: 'Person', pid: pid(number) })),
    `... on Person { ${selection} }`,
  );
const institutions = (codes: readonly string[], selection: string) =>
  ask(
    codes.map((code) => ({ __typename: 'Institution', code })),
    `... on Institution { ${selection} }`,
  );

it('has tables that fit the entities', async () => {
  expect(await pendingStatements(office, organization)).toEqual([]);
});

it.each([
  ['2025-02-28', []],
  ['2025-03-01', ['副局长']],
  ['2026-06-14', ['副局长']],
  [TODAY, []],
])('reads the appointments as of %s', async (asOf, titles) => {
  const { data } = await persons([63], `appointments(asOf: "${asOf}") { title }`);
  expect(data?.['_entities']).toEqual([{ appointments: titles.map((title) => ({ title })) }]);
});

it('gives the whole past of a person where it is asked for', async () => {
  const { data } = await persons(
    [1],
    `ranks { rank institution { code } } past: ranks(history: true) { rank institution { code } }
     outsidePosts { paid } lastDay: outsidePosts(asOf: "2025-12-31") { organizationName }
     loans { startedOn } all: loans(history: true) { startedOn kind toInstitution { code } }
     trainings { course hours endedOn } appraisals { year result }`,
  );
  expect(data?.['_entities']).toEqual([
    {
      ranks: [{ rank: 'CLERK_1', institution: null }],
      past: [
        { rank: 'CLERK_2', institution: { code: 'A' } },
        { rank: 'CLERK_1', institution: null },
      ],
      outsidePosts: [],
      lastDay: [{ organizationName: '测绘学会' }],
      loans: [{ startedOn: '2025-01-01' }],
      all: [
        { startedOn: '2025-01-01', kind: 'LOAN', toInstitution: { code: 'B' } },
        { startedOn: '2026-03-01', kind: 'ATTACHMENT', toInstitution: { code: 'B' } },
      ],
      trainings: [
        { course: '网络培训', hours: 20, endedOn: null },
        { course: '主体班', hours: 120, endedOn: '2025-09-30' },
      ],
      appraisals: [
        { year: 2024, result: 'INCOMPETENT' },
        { year: 2025, result: 'EXCELLENT' },
      ],
    },
  ]);
});

it('adds up merit points exactly, by year', async () => {
  const { data } = await persons(
    [1, 999],
    `y2025: meritPointTotal(year: 2025) y2024: meritPointTotal(year: 2024) y2026: meritPointTotal(year: 2147483647)
     meritPoints(from: "2025-01-01", to: "2025-06-01") { points reason }`,
  );
  expect(data?.['_entities']).toEqual([
    {
      y2025: '-1.20',
      y2024: '9.00',
      y2026: '0',
      meritPoints: [
        { points: '0.10', reason: '乙' },
        { points: '-1.50', reason: '丁' },
      ],
    },
    { y2025: '0', y2024: '0', y2026: '0', meritPoints: [] },
  ]);
});

it('counts holders of leadership posts once each, concurrent ones apart', async () => {
  const { data } = await institutions(
    ['A', 'P', 'Z'],
    `leaderCounts { level role holders concurrentHolders }
     yesterday: leaderCounts(asOf: "2026-06-14") { role holders }`,
  );
  expect(data?.['_entities']).toEqual([
    {
      leaderCounts: [
        { level: 'TOWNSHIP_DEPUTY', role: 'DEPUTY', holders: 2, concurrentHolders: 1 },
        { level: 'TOWNSHIP_HEAD', role: 'HEAD', holders: 1, concurrentHolders: 0 },
      ],
      yesterday: [
        { role: 'DEPUTY', holders: 3 },
        { role: 'HEAD', holders: 1 },
      ],
    },
    { leaderCounts: [], yesterday: [] },
    { leaderCounts: [], yesterday: [] },
  ]);
});

it('counts the holders of posts by institution, title and measure in one SQL statement', async () => {
  const post = (institutionCode: string, title: string, measure: string) => ({
    __typename: 'Post',
    institutionCode,
    title,
    measure,
  });
  const { data, errors, statements } = await ask(
    [
      post('P', 'CLERK', 'POST'),
      post('P', 'CLERK', 'HOUR'),
      post('P', 'CLERK', 'MONTH'),
      post('P', 'GUARD', 'POST'),
      post('Q', 'CLERK', 'POST'),
      post('Z', 'CLERK', 'POST'),
    ],
    '... on Post { institutionCode title measure holders }',
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    { institutionCode: 'P', title: 'CLERK', measure: 'POST', holders: 2 },
    { institutionCode: 'P', title: 'CLERK', measure: 'HOUR', holders: 1 },
    { institutionCode: 'P', title: 'CLERK', measure: 'MONTH', holders: 0 },
    { institutionCode: 'P', title: 'GUARD', measure: 'POST', holders: 0 },
    { institutionCode: 'Q', title: 'CLERK', measure: 'POST', holders: 1 },
    { institutionCode: 'Z', title: 'CLERK', measure: 'POST', holders: 0 },
  ]);
  expect(statements).toHaveLength(1);
  const { data: yesterday } = await ask(
    [post('P', 'GUARD', 'POST')],
    '... on Post { holders(asOf: "2026-06-14") }',
  );
  expect(yesterday?.['_entities']).toEqual([{ holders: 1 }]);
});

it('lists the posts that somebody holds, and counts their holders with the same SQL statement', async () => {
  const { data, errors, statements } = await institutions(
    ['P', 'Q', 'Z'],
    'heldPosts { title measure holders }',
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([
    {
      heldPosts: [
        { title: 'CLERK', measure: 'HOUR', holders: 1 },
        { title: 'CLERK', measure: 'POST', holders: 2 },
      ],
    },
    { heldPosts: [{ title: 'CLERK', measure: 'POST', holders: 1 }] },
    { heldPosts: [] },
  ]);
  expect(statements).toHaveLength(1);
  const { data: yesterday } = await institutions(['P'], 'heldPosts(asOf: "2026-06-14") { title measure }');
  expect(JSON.stringify(yesterday)).toContain('GUARD');
});

it('summarises the appraisals of a year', async () => {
  const { data } = await institutions(
    ['A', 'B'],
    'appraisalSummary(year: 2025) { result number } none: appraisalSummary(year: 2019) { result }',
  );
  expect(data?.['_entities']).toEqual([
    {
      appraisalSummary: [
        { result: 'COMPETENT', number: 3 },
        { result: 'EXCELLENT', number: 2 },
      ],
      none: [],
    },
    { appraisalSummary: [], none: [] },
  ]);
});

it('has a loan open from its first day until the day before the return', async () => {
  const { data } = await institutions(
    ['A', 'B'],
    `loansOut { totalCount nodes { person { pid } } } loansIn { totalCount }
     before: loansIn(asOf: "2026-06-14") { nodes { person { pid } dueOn } } all: loansOut(history: true) { totalCount }`,
  );
  expect(data?.['_entities']).toEqual([
    {
      loansOut: { totalCount: 2, nodes: [{ person: { pid: pid(2) } }, { person: { pid: pid(1) } }] },
      loansIn: { totalCount: 0 },
      before: { nodes: [] },
      all: { totalCount: 4 },
    },
    {
      loansOut: { totalCount: 0, nodes: [] },
      loansIn: { totalCount: 2 },
      before: {
        nodes: [
          { person: { pid: pid(1) }, dueOn: '2026-05-31' },
          { person: { pid: pid(1) }, dueOn: '2025-06-30' },
        ],
      },
      all: { totalCount: 0 },
    },
  ]);
});

it('lists the loans that are due or open', async () => {
  const { data } = await office.ask(`{ all: loans { totalCount }
    due: loans(dueBefore: "2026-05-31") { nodes { startedOn } }
    dueNext: loans(dueBefore: "2026-06-01") { totalCount }
    dueLater: loans(dueFrom: "2026-05-31", openOn: "${TODAY}") { nodes { startedOn } }
    dueSoon: loans(dueFrom: "2026-05-31", dueBefore: "2026-12-31") { nodes { startedOn } }
    overdue: loans(dueBefore: "${TODAY}", openOn: "${TODAY}") { nodes { startedOn returnedOn } } }`);
  expect(data).toEqual({
    all: { totalCount: 4 },
    due: { nodes: [{ startedOn: '2025-01-01' }] },
    dueNext: { totalCount: 2 },
    dueLater: { nodes: [{ startedOn: '2026-06-15' }] },
    dueSoon: { nodes: [{ startedOn: '2026-03-01' }] },
    overdue: { nodes: [{ startedOn: '2025-01-01', returnedOn: null }] },
  });
});

it('lists selection checks with or without a person', async () => {
  const { data } =
    await office.ask(`{ selectionChecks { nodes { subject person { pid } institution { code } } }
    issues: selectionChecks(result: ISSUE_FOUND) { totalCount }
    first: selectionChecks(from: "2026-01-10", to: "2026-02-09") { totalCount } }`);
  expect(data).toEqual({
    selectionChecks: {
      nodes: [
        { subject: '破格提拔', person: { pid: pid(1) }, institution: { code: 'A' } },
        { subject: '干部选任', person: null, institution: { code: 'A' } },
      ],
    },
    issues: { totalCount: 1 },
    first: { totalCount: 1 },
  });
});

it('loads 50 persons with one SQL statement for each loader', async () => {
  const numbers = Array.from({ length: 50 }, (_, index) => index);
  const { data, errors, statements } = await persons(
    numbers,
    `appointments { institution { code } } ranks { id } outsidePosts { id } appraisals { id } meritPoints { id }
     meritPointTotal(year: 2025) loans { id } trainings { id }`,
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toHaveLength(50);
  expect(data?.['_entities']).toMatchObject(
    numbers.map(() => ({ appointments: [{ institution: { code: 'A' } }] })),
  );
  expect(statements).toHaveLength(8);
});

interface AppointmentPage {
  readonly totalCount: number;
  readonly nodes: readonly { readonly person: { readonly pid: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

it('pages through the appointments of a day without loss or repeat', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await office.ask(
      `query ($after: String) { appointments(institutionCode: "A", first: 7, after: $after) {
        totalCount nodes { person { pid } } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    const { appointments } = data as { appointments: AppointmentPage };
    expect(appointments.totalCount).toBe(54);
    seen.push(...appointments.nodes.map((node) => node.person.pid));
    after = appointments.pageInfo.hasNextPage ? appointments.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual([
    ...Array.from({ length: 50 }, (_, index) => pid(index)),
    ...[60, 61, 61, 62].map(pid),
  ]);
});

it('filters appointments by level and role', async () => {
  const { data } = await institutions(
    ['A', 'P'],
    `heads: appointments(role: HEAD) { nodes { title overRankDocument } }
     deputies: appointments(level: TOWNSHIP_DEPUTY, asOf: "2026-06-14") { totalCount }`,
  );
  expect(data?.['_entities']).toEqual([
    { heads: { nodes: [{ title: '局长', overRankDocument: null }] }, deputies: { totalCount: 4 } },
    { heads: { nodes: [] }, deputies: { totalCount: 0 } },
  ]);
  const { data: root } = await office.ask(
    `{ appointments(level: TOWNSHIP_DEPUTY) { totalCount } yesterday: appointments(level: TOWNSHIP_DEPUTY, asOf: "2026-06-14") { totalCount } }`,
  );
  expect(root).toEqual({ appointments: { totalCount: 3 }, yesterday: { totalCount: 4 } });
});

it.each([-5, 0, 1001])('refuses a page of %s', async (first) => {
  const { errors } = await office.ask('query ($first: Int) { loans(first: $first) { nodes { id } } }', {
    first,
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE', first });
});

it.each(['nonsense', Buffer.from('["2026-02-30","1"]').toString('base64url'), ''])(
  'refuses a cursor it has not made: %s',
  async (after) => {
    const { errors } = await office.ask('query ($after: String) { loans(after: $after) { nodes { id } } }', {
      after,
    });
    expect(errors?.[0]?.extensions['code']).toBe('CURSOR_INVALID');
  },
);
