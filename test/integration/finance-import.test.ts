import { finance } from '../../subgraphs/finance/main.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { importText } from '../support/import-text.ts';

let office: TestDepartment;

const PID = 'c0ffee'.padEnd(32, '0');

beforeAll(async () => {
  office = await openDepartment(finance);
});
afterAll(() => office.close());

const ask = async (selection: string): Promise<unknown> => {
  const { data, errors } = await office.ask(
    `{ _entities(representations: [{ __typename: "Institution", code: "A" }]) { ... on Institution { ${selection} } } }`,
  );
  expect(errors).toBeUndefined();
  return Array.isArray(data?.['_entities']) ? data['_entities'][0] : undefined;
};

it.each([
  [
    'budget-headcounts',
    '单位代码,预算单位,编制类别,年度,人数,经费形式,人员经费',
    'A,某局,行政编制,2026,30,全额拨款,5400000',
    'budget { institutionName category year headcount funding amount }',
    {
      budget: [
        {
          institutionName: '某局',
          category: 'ADMINISTRATIVE',
          year: 2026,
          headcount: 30,
          funding: 'FULL',
          amount: '5400000.00',
        },
      ],
    },
  ],
  [
    'operating-spend',
    '单位代码,支出月份,支出金额',
    'A,2026-01,1234.5',
    'operatingSpend { month amount }',
    { operatingSpend: [{ month: '2026-01', amount: '1234.50' }] },
  ],
  [
    'payments',
    '人员标识,单位代码,发放月份,发放类别,计薪方式,币种,应发合计',
    `${PID},A,2026-01,奖金,时薪,USD,12.34`,
    'payments { nodes { person { pid } month kind basis currency gross } }',
    {
      payments: {
        nodes: [
          {
            person: { pid: PID },
            month: '2026-01',
            kind: 'BONUS',
            basis: 'HOURLY',
            currency: 'USD',
            gross: '12.34',
          },
        ],
      },
    },
  ],
  [
    'agency-payments',
    '单位代码,费用月份,派遣公司,派遣人数,费用金额',
    'A,2026-01,某公司,3,12000',
    'agencyPayments { month agency headcount amount }',
    { agencyPayments: [{ month: '2026-01', agency: '某公司', headcount: 3, amount: '12000.00' }] },
  ],
  [
    'audit-findings',
    '单位代码,报告文号,序号,问题类别,问题描述,涉及金额,发现日期,整改期限',
    'A,审〔2026〕1号,1,机构编制,超编,,2026-03-01,2026-06-01',
    'auditFindings { nodes { documentNumber ordinal category text amount foundOn dueOn rectifiedOn } }',
    {
      auditFindings: {
        nodes: [
          {
            documentNumber: '审〔2026〕1号',
            ordinal: 1,
            category: 'QUOTA',
            text: '超编',
            amount: null,
            foundOn: '2026-03-01',
            dueOn: '2026-06-01',
            rectifiedOn: null,
          },
        ],
      },
    },
  ],
])('imports %s with Chinese headers, once', async (table, headers, row, selection, expected) => {
  const { report, rejected } = await importText(finance, office, table, [headers, row]);
  expect(rejected).toBe('');
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 0 });
  expect(await ask(selection)).toEqual(expected);
  const again = await importText(finance, office, table, [headers, row]);
  expect(again.report.rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
});

it('takes regular monthly pay in yuan where the file says nothing else', async () => {
  await importText(finance, office, 'payments', ['人员标识,单位代码,月份,金额', `${PID},A,2026-02,6000`]);
  expect(
    await ask('payroll(month: "2026-02") { basis currency gross } paidHeadcount(month: "2026-02")'),
  ).toEqual({
    payroll: [{ basis: 'MONTHLY', currency: 'CNY', gross: '6000.00' }],
    paidHeadcount: 1,
  });
});

it('refuses a recovery without a minus sign, which would be added to the payroll', async () => {
  const { report, rejected } = await importText(finance, office, 'payments', [
    '人员标识,单位代码,月份,发放类别,金额',
    `${PID},A,2026-03,追回,500.5`,
    `${PID},A,2026-04,追回,-500.5`,
  ]);
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 1 });
  expect(report.faults).toMatchObject([{ code: 'PAYMENT_RECOVERY_POSITIVE', property: 'gross', count: 1 }]);
  expect(rejected).toContain(',500.50,PAYMENT_RECOVERY_POSITIVE,');
  expect(await ask('payroll(month: "2026-04") { gross }')).toEqual({ payroll: [{ gross: '-500.50' }] });
});
