import { influenceEndsOn, MEASURES } from '../../subgraphs/discipline/decisions/domain.ts';
import type { Measure } from '../../subgraphs/discipline/generated.ts';
import { decisionPage } from '../../subgraphs/discipline/decisions/loaders.ts';
import { discipline } from '../../subgraphs/discipline/main.ts';
import { openDepartment, pendingStatements, type TestDepartment } from '../support/department.ts';

let office: TestDepartment;

const pid = (number: number): string => number.toString(16).padStart(32, '0');
const decision = (person: number, more: object = {}) => ({
  pid: pid(person),
  institution_code: 'A',
  system: 'ADMINISTRATIVE',
  measure: 'ADMIN_DEMERIT',
  document_number: `监〔2026〕${person}号`,
  effective_on: '2026-01-15',
  ...more,
});

const measures = Object.keys(MEASURES).filter((name): name is Measure => name in MEASURES);
/** Days whose later months are shorter, and plain ones. */
const STARTS = [
  '2026-01-15',
  '2026-03-01',
  '2026-08-29',
  '2026-08-31',
  '2027-03-01',
  '2027-08-30',
  '2028-02-29',
];
const CASES = measures.flatMap((measure) => STARTS.map((effectiveOn) => ({ measure, effectiveOn })));
const CASE_PERSONS = 1000;

const shift = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  office = await openDepartment(discipline);
  await office.insert('decision', [
    ...Array.from({ length: 50 }, (_, index) =>
      decision(index, { effective_on: shift('2026-01-15', index % 3) }),
    ),
    decision(100, { institution_code: 'B', influence_ends_on: '2026-03-31' }),
    decision(101, { institution_code: 'B', lifted_on: '2026-04-01' }),
    ...CASES.map(({ measure, effectiveOn }, index) =>
      decision(CASE_PERSONS + index, {
        institution_code: 'C',
        measure,
        system: MEASURES[measure].system,
        effective_on: effectiveOn,
      }),
    ),
  ]);
  await office.insert('lead_transfer', [
    { reference: 'X1', from_department: 'HR', institution_code: 'A', received_on: '2026-02-01' },
    { reference: 'X2', from_department: 'FINANCE', received_on: '2026-02-02' },
  ]);
  await office.insert('supervision_proposal', [
    {
      document_number: '建〔2026〕1号',
      institution_code: 'A',
      subject: '完善内控',
      issued_on: '2026-03-01',
      due_on: '2026-04-01',
    },
  ]);
  await office.insert('tour', [
    { code: 'T1', name: '第一轮', year: 2025, starts_on: '2025-03-01', ends_on: '2025-05-01' },
    { code: 'T2', name: '第二轮', year: 2026, starts_on: '2026-03-01', ends_on: '2026-05-01' },
  ]);
  await office.insert('tour_unit', [
    { tour_code: 'T2', institution_code: 'A' },
    { tour_code: 'T1', institution_code: 'A' },
    { tour_code: 'T1', institution_code: 'B' },
    { tour_code: 'T9', institution_code: 'A' },
  ]);
  await office.insert('tour_finding', [
    {
      tour_code: 'T1',
      institution_code: 'B',
      ordinal: 1,
      category: '选人用人',
      text: '甲',
      found_on: '2025-04-02',
    },
    {
      tour_code: 'T1',
      institution_code: 'A',
      ordinal: 2,
      category: '财经纪律',
      text: '乙',
      found_on: '2025-04-01',
    },
    {
      tour_code: 'T1',
      institution_code: 'A',
      ordinal: 1,
      category: '财经纪律',
      text: '丙',
      found_on: '2025-04-01',
    },
    {
      tour_code: 'T9',
      institution_code: 'A',
      ordinal: 1,
      category: '机构编制',
      text: '丁',
      found_on: '2026-04-01',
    },
  ]);
});
afterAll(() => office.close());

const entities = (typename: 'Person' | 'Institution', keys: readonly string[], selection: string) =>
  office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} { ${selection} } } }`,
    {
      representations: keys.map((key) => ({
        __typename: typename,
        [typename === 'Person' ? 'pid' : 'code']: key,
      })),
    },
  );

it('has tables that fit the entities', async () => {
  expect(await pendingStatements(office, discipline)).toEqual([]);
});

it('counts in SQL the same influence periods as the domain, first and last day included', async () => {
  for (const [index, { measure, effectiveOn }] of CASES.entries()) {
    const end = influenceEndsOn(measure, effectiveOn);
    const last = end ?? effectiveOn;
    const { data } = await entities(
      'Person',
      [pid(CASE_PERSONS + index)],
      `before: inInfluencePeriod(on: "${shift(effectiveOn, -1)}") first: inInfluencePeriod(on: "${effectiveOn}")
       last: inInfluencePeriod(on: "${last}") after: inInfluencePeriod(on: "${shift(last, 1)}")
       decisions { measure influenceEndsOn }`,
    );
    const inside = end !== null;
    expect(data?.['_entities']).toEqual([
      {
        before: false,
        first: inside,
        last: inside,
        after: false,
        decisions: [{ measure, influenceEndsOn: end }],
      },
    ]);
  }
});

it('takes the end that the decision states, and ends the period when the sanction is lifted', async () => {
  const selection = `march: inInfluencePeriod(on: "2026-03-31") april: inInfluencePeriod(on: "2026-04-01")
    decisions { influenceEndsOn liftedOn } inMarch: decisions(inInfluenceOn: "2026-03-31") { documentNumber }
    inApril: decisions(inInfluenceOn: "2026-04-01") { documentNumber }`;
  const { data } = await entities('Person', [pid(100), pid(101)], selection);
  const both = { march: true, april: false, inApril: [] };
  expect(data?.['_entities']).toEqual([
    {
      ...both,
      decisions: [{ influenceEndsOn: '2026-03-31', liftedOn: null }],
      inMarch: [{ documentNumber: '监〔2026〕100号' }],
    },
    {
      ...both,
      decisions: [{ influenceEndsOn: '2027-01-14', liftedOn: '2026-04-01' }],
      inMarch: [{ documentNumber: '监〔2026〕101号' }],
    },
  ]);
});

it('knows nothing of a person without decisions', async () => {
  const { data, errors } = await entities(
    'Person',
    [pid(999)],
    'decisions { id } inInfluencePeriod(on: "2026-06-15")',
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual([{ decisions: [], inInfluencePeriod: false }]);
});

it('loads 50 persons with one SQL statement for each loader', async () => {
  const pids = Array.from({ length: 50 }, (_, index) => pid(index));
  const { data, errors, statements } = await entities(
    'Person',
    pids,
    'decisions { person { pid } institution { code } } inInfluencePeriod(on: "2026-06-15")',
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toEqual(
    pids.map((value) => ({
      decisions: [{ person: { pid: value }, institution: { code: 'A' } }],
      inInfluencePeriod: true,
    })),
  );
  expect(statements).toHaveLength(2);
});

interface DecisionPage {
  readonly totalCount: number;
  readonly nodes: readonly { readonly documentNumber: string; readonly effectiveOn: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

it('pages through the decisions of an institution, newest first, without loss or repeat', async () => {
  const seen: DecisionPage['nodes'][number][] = [];
  let after: string | null = null;
  do {
    const { data } = await entities(
      'Institution',
      ['A'],
      `decisions(first: 7, after: ${JSON.stringify(after)}) {
        totalCount nodes { documentNumber effectiveOn } pageInfo { hasNextPage endCursor } }`,
    );
    const [{ decisions }] = data?.['_entities'] as [{ decisions: DecisionPage }];
    expect(decisions.totalCount).toBe(50);
    seen.push(...decisions.nodes);
    after = decisions.pageInfo.hasNextPage ? decisions.pageInfo.endCursor : null;
  } while (after !== null);
  expect(new Set(seen.map(({ documentNumber }) => documentNumber)).size).toBe(50);
  expect(seen).toHaveLength(50);
  const days = seen.map(({ effectiveOn }) => effectiveOn);
  expect(days).toEqual(days.toSorted().toReversed());
});

it('filters the decisions by their days, both included, by measure and by influence', async () => {
  const { data } = await office.ask(`{
    day: decisions(from: "2026-01-16", to: "2026-01-16") { totalCount }
    measure: decisions(measure: PARTY_WARNING) { totalCount }
    nothing: decisions(inInfluenceOn: "2020-01-01") { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
    stated: decisions(inInfluenceOn: "2026-03-31", from: "2026-01-15", to: "2026-01-15", measure: ADMIN_DEMERIT) { totalCount }
  }`);
  expect(data).toEqual({
    day: { totalCount: 17 },
    measure: { totalCount: STARTS.length },
    nothing: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
    // 17 of A, both of B, one of C.
    stated: { totalCount: 20 },
  });
});

interface Ending {
  readonly id: string;
  readonly effectiveOn: string;
  readonly influenceEndsOn: string | null;
  readonly liftedOn: string | null;
}

const pagesOfDecisions = async (filters: string): Promise<Ending[]> => {
  const all: Ending[] = [];
  for (let after: string | null = null; ;) {
    const { data, errors, statements } = await office.ask(
      `query ($after: String) { decisions(first: 40, after: $after, ${filters}) {
         nodes { id effectiveOn influenceEndsOn liftedOn } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );
    expect(errors).toBeUndefined();
    expect(statements).toHaveLength(1);
    const { nodes, pageInfo } = data?.['decisions'] as {
      nodes: Ending[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
    all.push(...nodes);
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor;
  }
};

it.each([
  ['2026-02-01', '2026-04-01'],
  ['2026-02-01', '2026-03-31'],
  ['2027-01-01', '2027-01-16'],
  ['2028-02-28', '2028-03-01'],
])('pages through the influence periods in force on %s that end before %s', async (on, before) => {
  const everything = await pagesOfDecisions('from: "2020-01-01"');
  const ending = everything.filter(
    ({ effectiveOn, influenceEndsOn: end, liftedOn }) =>
      effectiveOn <= on && end !== null && end >= on && end < before && (liftedOn ?? '9') > on,
  );
  expect(await pagesOfDecisions(`inInfluenceOn: "${on}", influenceEndsBefore: "${before}"`)).toEqual(ending);
  const ended = everything.filter(({ influenceEndsOn: end }) => end !== null && end < before);
  expect(await pagesOfDecisions(`influenceEndsBefore: "${before}"`)).toEqual(ended);
});

it('tells a scope of no influence period of other institutions', async () => {
  const { db } = office.subgraph.scope(new AbortController().signal);
  const page = await decisionPage(
    db.within(['B']),
    { influenceEndsBefore: '2026-04-01' },
    new Set(['documentNumber']),
  );
  expect(page.rows.map(({ documentNumber }) => documentNumber)).toEqual(['监〔2026〕100号']);
});

it('tells that leads were received, with or without an institution', async () => {
  const { data } =
    await office.ask(`{ leadTransfers { nodes { reference fromDepartment institution { code } fedBackOn } }
    finance: leadTransfers(fromDepartment: FINANCE) { totalCount }
    supervisionProposals { nodes { institution { code } subject repliedOn } } }`);
  expect(data).toEqual({
    leadTransfers: {
      nodes: [
        { reference: 'X2', fromDepartment: 'FINANCE', institution: null, fedBackOn: null },
        { reference: 'X1', fromDepartment: 'HR', institution: { code: 'A' }, fedBackOn: null },
      ],
    },
    finance: { totalCount: 1 },
    supervisionProposals: { nodes: [{ institution: { code: 'A' }, subject: '完善内控', repliedOn: null }] },
  });
});

it('joins tours, institutions and findings, whichever of them is registered', async () => {
  const { data } = await entities(
    'Institution',
    ['A', 'B', 'Z'],
    'tours { code } tourFindings { totalCount nodes { ordinal tour { code } } } supervisionProposals { totalCount }',
  );
  expect(data?.['_entities']).toEqual([
    {
      tours: [{ code: 'T1' }, { code: 'T2' }],
      tourFindings: {
        totalCount: 3,
        nodes: [
          { ordinal: 1, tour: null },
          { ordinal: 1, tour: { code: 'T1' } },
          { ordinal: 2, tour: { code: 'T1' } },
        ],
      },
      supervisionProposals: { totalCount: 1 },
    },
    {
      tours: [{ code: 'T1' }],
      tourFindings: { totalCount: 1, nodes: [{ ordinal: 1, tour: { code: 'T1' } }] },
      supervisionProposals: { totalCount: 0 },
    },
    { tours: [], tourFindings: { totalCount: 0, nodes: [] }, supervisionProposals: { totalCount: 0 } },
  ]);
});

it('loads 50 institutions with one SQL statement for each loader', async () => {
  const codes = ['A', 'B', ...Array.from({ length: 48 }, (_, index) => `E${index}`)];
  const { data, errors, statements } = await entities(
    'Institution',
    codes,
    'tours { code } tourFindings { nodes { id } } supervisionProposals { totalCount } decisions { nodes { id } }',
  );
  expect(errors).toBeUndefined();
  expect(data?.['_entities']).toHaveLength(50);
  // Units and then their tours, findings, proposals and their count, decisions.
  expect(statements).toHaveLength(6);
});

it('reads a tour with its units and findings', async () => {
  const { data } = await office.ask(`{ none: tour(code: "T9") { id }
    tours(year: 2025) { nodes { code } }
    tour(code: "T1") { year units { institution { code } }
      findings(first: 2) { nodes { institution { code } ordinal } pageInfo { hasNextPage } } } }`);
  expect(data).toEqual({
    none: null,
    tours: { nodes: [{ code: 'T1' }] },
    tour: {
      year: 2025,
      units: [{ institution: { code: 'A' } }, { institution: { code: 'B' } }],
      findings: {
        nodes: [
          { institution: { code: 'A' }, ordinal: 1 },
          { institution: { code: 'A' }, ordinal: 2 },
        ],
        pageInfo: { hasNextPage: true },
      },
    },
  });
});

it.each([-5, 0, 1001])('refuses a page of %s', async (first) => {
  const { errors } = await office.ask('query ($first: Int) { decisions(first: $first) { nodes { id } } }', {
    first,
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE', first });
});

it.each([
  'nonsense',
  Buffer.from('["2026-01-15"]').toString('base64url'),
  Buffer.from('["A","B"]').toString('base64url'),
])('refuses a cursor it has not made: %s', async (after) => {
  const { errors } = await office.ask(
    'query ($after: String) { decisions(after: $after) { nodes { id } } }',
    { after },
  );
  expect(errors?.[0]?.extensions['code']).toBe('CURSOR_INVALID');
});
