import { months, openHr, pid, type HrOffice } from '../support/hr.ts';

let office: HrOffice;

beforeAll(async () => {
  office = await openHr();
});
afterAll(() => office.close());

it.each([
  ['2025-02-28', []],
  ['2025-03-01', ['A']],
  ['2026-06-14', ['A']],
  ['2026-06-15', []],
])('reads the employments of a person as of %s', async (asOf, codes) => {
  expect(await office.ofPerson(50, `employments(asOf: "${asOf}") { institution { code } }`)).toEqual({
    employments: codes.map((code) => ({ institution: { code } })),
  });
});

it('gives the whole past of a person where it is asked for', async () => {
  const period = '{ institution { code } validFrom validTo }';
  expect(await office.ofPerson(0, `employments ${period} all: employments(history: true) ${period}`)).toEqual(
    {
      employments: [{ institution: { code: 'A' }, validFrom: '2024-01-01', validTo: null }],
      all: [
        { institution: { code: 'B' }, validFrom: '2020-01-01', validTo: '2024-01-01' },
        { institution: { code: 'A' }, validFrom: '2024-01-01', validTo: null },
      ],
    },
  );
});

it('gives retirement and death, with the institution where one is known', async () => {
  expect(
    await office.ofPerson(60, 'retirement { kind effectiveOn institution { code } person { status } }'),
  ).toEqual({
    retirement: {
      kind: 'STATUTORY',
      effectiveOn: '2026-05-01',
      institution: { code: 'A' },
      person: { status: 'RETIRED' },
    },
  });
  expect(await office.ofPerson(59, 'retirement { institution { code } }')).toEqual({
    retirement: { institution: null },
  });
  expect(await office.ofPerson(58, 'death { diedOn reportedOn }')).toEqual({
    death: { diedOn: '2026-02-03', reportedOn: '2026-03-01' },
  });
});

it('keeps the pay that is due exact to the fen', async () => {
  expect(
    await office.ofPerson(0, 'payGrades { step monthly } earlier: payGrades(asOf: "2025-12-31") { monthly }'),
  ).toEqual({
    payGrades: [{ step: 4, monthly: '90071992547409.93' }],
    earlier: [{ monthly: '5321.40' }],
  });
});

it('shows an enterprise that insures somebody in post from its first day on', async () => {
  expect(
    await office.ofPerson(0, 'insurance { payerKind } before: insurance(asOf: "2026-06-14") { payerKind }'),
  ).toEqual({
    insurance: [{ payerKind: 'PUBLIC' }, { payerKind: 'ENTERPRISE' }],
    before: [{ payerKind: 'PUBLIC' }],
  });
});

it('counts persons, not records, and off-quota staff apart', async () => {
  expect(
    await office.ofInstitution(`staffCount
      tomorrow: staffCount(asOf: "2026-06-16") yesterday: staffCount(asOf: "2026-06-14")
      workers: staffCount(asOf: "2026-06-14", kind: SUPPORT_WORKER) never: staffCount(asOf: "2000-01-01")
      staffCountByKind(asOf: "2026-06-14") { kind count }
      staff { totalCount }
      offQuotaCount before: offQuotaCount(asOf: "2026-06-14")
      offQuota(jobClass: LOGISTICS) { totalCount nodes { person { pid } workArea } }`),
  ).toEqual({
    staffCount: 50,
    tomorrow: 51,
    yesterday: 51,
    workers: 1,
    never: 0,
    staffCountByKind: [
      { kind: 'CIVIL_SERVANT', count: 50 },
      { kind: 'SUPPORT_WORKER', count: 1 },
    ],
    staff: { totalCount: 51 },
    offQuotaCount: 2,
    before: 3,
    offQuota: { totalCount: 1, nodes: [{ person: { pid: pid(56) }, workArea: null }] },
  });
});

it('lists hires newest first, from and to a day inclusive', async () => {
  const days = '{ nodes { hiredOn approvalNumber } }';
  expect(await office.ofInstitution(`hires ${days}`)).toEqual({
    hires: {
      nodes: [
        { hiredOn: '2025-03-01', approvalNumber: null },
        { hiredOn: '2024-01-01', approvalNumber: '核〔2023〕1号' },
      ],
    },
  });
  const { data } = await office.ask(`{
    all: hires { totalCount }
    within: hires(from: "2024-01-01", to: "2025-02-28") { nodes { hiredOn institution { code } } }
    retirements(from: "2026-05-01", to: "2026-06-30") { nodes { person { pid } } }
    deaths(from: "2026-02-04") { totalCount nodes { id } } }`);
  expect(data).toEqual({
    all: { totalCount: 3 },
    within: { nodes: [{ hiredOn: '2024-01-01', institution: { code: 'A' } }] },
    retirements: { nodes: [{ person: { pid: pid(60) } }] },
    deaths: { totalCount: 0, nodes: [] },
  });
});

it('pages through the months of attendance, newest first, without loss or repeat', async () => {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await office.ask(
      `query ($pid: Pid!, $after: String) { person(pid: $pid) { attendance(first: 7, after: $after) {
        totalCount edges { cursor node { month institution { code } } } pageInfo { hasNextPage endCursor } } } }`,
      { pid: pid(0), after },
    );
    const { attendance: page } = data?.['person'] as {
      attendance: {
        totalCount: number;
        edges: { cursor: string; node: { month: string; institution: { code: string } } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
    };
    expect(page.totalCount).toBe(25);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor);
    seen.push(...page.edges.map(({ node }) => `${node.month} ${node.institution.code}`));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  const expected = months.flatMap((month) =>
    month === '2025-06' ? [`${month} A`, `${month} B`] : [`${month} A`],
  );
  expect(seen).toEqual(expected.reverse());
});

it('limits attendance to months, both ends inclusive', async () => {
  expect(
    await office.ofPerson(
      0,
      'attendance(from: "2025-05", to: "2025-07") { nodes { month daysPresent daysLeave } }',
    ),
  ).toEqual({
    attendance: {
      nodes: [
        { month: '2025-07', daysPresent: 20, daysLeave: 0 },
        { month: '2025-06', daysPresent: 0, daysLeave: 22 },
        { month: '2025-06', daysPresent: 20, daysLeave: 0 },
        { month: '2025-05', daysPresent: 20, daysLeave: 0 },
      ],
    },
  });
});
