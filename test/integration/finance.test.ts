import { finance } from '../../subgraphs/finance/main.ts';
import { pendingStatements } from '../support/department.ts';
import { fifty, openFinance, type FinanceOffice } from '../support/finance.ts';

let office: FinanceOffice;

beforeAll(async () => {
  office = await openFinance();
});
afterAll(() => office.close());

it('has tables that fit the entities', async () => {
  expect(await pendingStatements(office, finance)).toEqual([]);
});

it('never adds payments of different bases or currencies, and adds exactly', async () => {
  expect(
    await office.ofInstitution('A', 'payroll(month: "2025-06") { basis currency headcount gross }'),
  ).toEqual({
    payroll: [
      { basis: 'ANNUAL', currency: 'CNY', headcount: 1, gross: '90071992547409.93' },
      { basis: 'HOURLY', currency: 'CNY', headcount: 1, gross: '25.00' },
      { basis: 'HOURLY', currency: 'USD', headcount: 1, gross: '40.00' },
      { basis: 'MONTHLY', currency: 'CNY', headcount: 3, gross: '90071992554409.95' },
    ],
  });
});

it('takes off what was taken back', async () => {
  expect(await office.ofInstitution('A', 'payroll(month: "2025-07") { headcount gross }')).toEqual({
    payroll: [{ headcount: 1, gross: '4999.99' }],
  });
});

it('counts a person as paid once, and only for regular pay', async () => {
  expect(
    await office.ofInstitution(
      'A',
      'paidHeadcount(month: "2025-06") other: paidHeadcount(month: "2025-08") none: paidHeadcount(month: "2020-01")',
    ),
  ).toEqual({ paidHeadcount: 5, other: 1, none: 0 });
});

it('counts paid months and payers of a person', async () => {
  const figures = `paidMonths june: paidMonths(from: "2025-06", to: "2025-06") late: paidMonths(from: "2025-11")
    payerCount(month: "2025-06") may: payerCount(month: "2025-05")`;
  expect(await office.ofPerson(0, figures)).toEqual({
    paidMonths: 24,
    june: 1,
    late: 2,
    payerCount: 2,
    may: 1,
  });
  expect(await office.ofPerson(1, figures)).toEqual({
    paidMonths: 0,
    june: 0,
    late: 0,
    payerCount: 0,
    may: 0,
  });
});

it('adds up the pay of a person by month and who paid, regular pay where no kind is named', async () => {
  const asked = (kinds: string) =>
    office.ofPerson(
      0,
      `payByInstitution(from: "2025-06", to: "2025-07"${kinds}) { month gross institution { code } }`,
    );
  const june = (gross: string, code: string) => ({ month: '2025-06', gross, institution: { code } });
  const july = (gross: string) => ({ month: '2025-07', gross, institution: { code: 'A' } });
  const regular = (await asked('')) as { payByInstitution: unknown[] };
  expect(regular.payByInstitution).toHaveLength(3);
  expect(regular.payByInstitution.slice(1)).toEqual([june('0.50', 'B'), july('6000.00')]);
  expect(await asked(', kinds: [REGULAR, RECOVERY]')).toEqual({
    payByInstitution: [...regular.payByInstitution.slice(0, 2), july('4999.99')],
  });
});

it('filters the payments of a person by month and kind', async () => {
  expect(
    await office.ofPerson(
      0,
      'payments(from: "2025-06", to: "2025-07") { totalCount nodes { month kind gross institution { code } } }',
    ),
  ).toEqual({
    payments: {
      totalCount: 5,
      nodes: [
        { month: '2025-07', kind: 'RECOVERY', gross: '-1000.01', institution: { code: 'A' } },
        { month: '2025-07', kind: 'REGULAR', gross: '6000.00', institution: { code: 'A' } },
        { month: '2025-06', kind: 'REGULAR', gross: '0.50', institution: { code: 'B' } },
        { month: '2025-06', kind: 'BONUS', gross: '1000.01', institution: { code: 'A' } },
        { month: '2025-06', kind: 'REGULAR', gross: '6000.00', institution: { code: 'A' } },
      ],
    },
  });
  expect(await office.ofPerson(0, 'payments(kind: BONUS) { nodes { month } }')).toEqual({
    payments: { nodes: [{ month: '2025-06' }] },
  });
});

it('gives the budget as it names the institution, by year', async () => {
  const row = '{ institutionName category year headcount funding amount }';
  expect(await office.ofInstitution('A', `budget(year: 2026) ${row} all: budget { year }`)).toEqual({
    budget: [
      {
        institutionName: '某局',
        category: 'ADMINISTRATIVE',
        year: 2026,
        headcount: 30,
        funding: 'FULL',
        amount: '5400000.00',
      },
      {
        institutionName: '某局',
        category: 'SUPPORT_WORKER',
        year: 2026,
        headcount: 2,
        funding: null,
        amount: '200000.00',
      },
    ],
    all: [{ year: 2025 }, { year: 2026 }, { year: 2026 }],
  });
  const { data } = await office.ask(
    '{ budgetHeadcounts(year: 2026) { nodes { institution { code } category } } }',
  );
  expect(data).toEqual({
    budgetHeadcounts: {
      nodes: [
        { institution: { code: 'A' }, category: 'ADMINISTRATIVE' },
        { institution: { code: 'A' }, category: 'SUPPORT_WORKER' },
        { institution: { code: 'B' }, category: 'ADMINISTRATIVE' },
      ],
    },
  });
});

it('gives spend and agency payments by month', async () => {
  expect(
    await office.ofInstitution(
      'A',
      'operatingSpend(from: "2026-02") { month amount } agencyPayments(to: "2026-01") { agency headcount amount }',
    ),
  ).toEqual({
    operatingSpend: [
      { month: '2026-02', amount: '1234.56' },
      { month: '2026-03', amount: '0.00' },
    ],
    agencyPayments: [
      { agency: '乙公司', headcount: null, amount: '1234.56' },
      { agency: '甲公司', headcount: 3, amount: '1234.56' },
    ],
  });
});

it('gives audit findings newest first, days inclusive', async () => {
  expect(
    await office.ofInstitution(
      'A',
      'auditFindings(from: "2026-03-02") { totalCount nodes { category amount foundOn dueOn rectifiedOn } }',
    ),
  ).toEqual({
    auditFindings: {
      totalCount: 1,
      nodes: [
        { category: 'QUOTA', amount: '0.05', foundOn: '2026-04-01', dueOn: '2026-07-01', rectifiedOn: null },
      ],
    },
  });
  const { data } = await office.ask(
    '{ auditFindings(to: "2026-02-28") { nodes { institution { code } amount } } }',
  );
  expect(data).toEqual({ auditFindings: { nodes: [{ institution: { code: 'B' }, amount: null }] } });
});

it('answers for an institution that finance does not know', async () => {
  expect(
    await office.ofInstitution(
      'Z',
      'code budget { id } payroll(month: "2025-06") { gross } paidHeadcount(month: "2025-06") payments { totalCount nodes { id } pageInfo { endCursor } } auditFindings { nodes { id } }',
    ),
  ).toEqual({
    code: 'Z',
    budget: [],
    payroll: [],
    paidHeadcount: 0,
    payments: { totalCount: 0, nodes: [], pageInfo: { endCursor: null } },
    auditFindings: { nodes: [] },
  });
});

it.each(['payments(first: 3) { nodes { gross } }', 'paidMonths', 'payerCount(month: "2025-06")'])(
  'loads { %s } of 50 persons with one SQL statement',
  async (selection) => {
    const { data, errors, statements } = await office.ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
      { representations: fifty },
    );
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toHaveLength(50);
    expect(statements).toHaveLength(1);
  },
);

it.each([
  'payments(month: "2026-13")',
  'payments(month: "2026-01", first: 1000000)',
  'payments(month: "2026-01", after: "W10")',
])('refuses %s with a code', async (field) => {
  const { errors, statements } = await office.ask(`{ ${field} { __typename } }`);
  expect(errors?.[0]?.extensions['code']).toMatch(/^(VALUE_INVALID|CURSOR_INVALID|PAGE_SIZE_OUT_OF_RANGE)$/);
  expect(statements).toEqual([]);
});
