import { pidOf } from '../../subgraphs/kit/identity/pid.ts';
import { organization } from '../../subgraphs/organization/main.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { importText, PID_KEY } from '../support/import-text.ts';

let office: TestDepartment;

/** Test value of GB 11643. */
const NUMBER = '11010519491231002X';
const pid = pidOf(PID_KEY, NUMBER);

beforeAll(async () => {
  office = await openDepartment(organization);
});
afterAll(() => office.close());

const askPerson = async (selection: string): Promise<unknown> => {
  const { data, errors } = await office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
    { representations: [{ __typename: 'Person', pid }] },
  );
  expect(errors).toBeUndefined();
  return Array.isArray(data?.['_entities']) ? data['_entities'][0] : undefined;
};

it.each([
  [
    'appointments',
    '身份证号,单位代码,内设机构,职务,职务层次,职务类型,兼任,高配文号,生效日期,失效日期',
    `${NUMBER},A,办公室,副局长,乡科级副职,副职,是,组〔2020〕1号,2020-01-01,`,
    `appointments { institution { code } internalBody title level role measure concurrent overRankDocument
      validFrom validTo }`,
    {
      appointments: [
        {
          institution: { code: 'A' },
          internalBody: '办公室',
          title: '副局长',
          level: 'TOWNSHIP_DEPUTY',
          role: 'DEPUTY',
          measure: 'POST',
          concurrent: true,
          overRankDocument: '组〔2020〕1号',
          validFrom: '2020-01-01',
          validTo: null,
        },
      ],
    },
  ],
  [
    'ranks',
    '身份证号,单位代码,职级,生效日期',
    `${NUMBER},,一级科员,2020-01-01`,
    'ranks { rank institution { code } }',
    { ranks: [{ rank: 'CLERK_1', institution: null }] },
  ],
  [
    'outside-posts',
    '身份证号,兼职单位,是否取酬,生效日期',
    `${NUMBER},测绘学会,否,2020-01-01`,
    'outsidePosts { organizationName paid }',
    { outsidePosts: [{ organizationName: '测绘学会', paid: false }] },
  ],
  [
    'appraisals',
    '身份证号,单位代码,考核年度,考核等次',
    `${NUMBER},A,2025,合格`,
    'appraisals { year result institution { code } }',
    { appraisals: [{ year: 2025, result: 'COMPETENT', institution: { code: 'A' } }] },
  ],
  [
    'merit-points',
    '身份证号,单位代码,日期,积分,事由',
    `${NUMBER},A,2025-06-01,-1.5,迟报`,
    'meritPoints { awardedOn points reason }',
    { meritPoints: [{ awardedOn: '2025-06-01', points: '-1.50', reason: '迟报' }] },
  ],
  [
    'loans',
    '身份证号,借出机构代码,借入机构代码,类型,借调日期,到期日期,返回日期',
    `${NUMBER},A,B,挂职,2026-01-01,2026-12-31,`,
    'loans { fromInstitution { code } toInstitution { code } kind startedOn dueOn returnedOn }',
    {
      loans: [
        {
          fromInstitution: { code: 'A' },
          toInstitution: { code: 'B' },
          kind: 'ATTACHMENT',
          startedOn: '2026-01-01',
          dueOn: '2026-12-31',
          returnedOn: null,
        },
      ],
    },
  ],
  [
    'trainings',
    '身份证号,培训班名称,开始日期,结束日期,学时',
    `${NUMBER},主体班,2025-09-01,2025-09-30,120`,
    'trainings { course startedOn endedOn hours }',
    { trainings: [{ course: '主体班', startedOn: '2025-09-01', endedOn: '2025-09-30', hours: 120 }] },
  ],
])('imports %s with Chinese headers, once', async (table, headers, row, selection, expected) => {
  const { report, rejected } = await importText(organization, office, table, [headers, row]);
  expect(rejected).toBe('');
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 0 });
  expect(await askPerson(selection)).toEqual(expected);
  const again = await importText(organization, office, table, [headers, row]);
  expect(again.report.rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
});

it('imports selection checks with or without a person', async () => {
  const { report } = await importText(organization, office, 'selection-checks', [
    '单位代码,身份证号,检查日期,检查事项,检查结果,备注',
    'A,,2026-01-10,干部选任,通过,',
    `A,${NUMBER},2026-02-10,破格提拔,发现问题,未公示`,
  ]);
  expect(report.rows).toMatchObject({ inserted: 2, rejected: 0 });
  const { data } = await office.ask('{ selectionChecks { nodes { person { pid } result note } } }');
  expect(data).toEqual({
    selectionChecks: {
      nodes: [
        { person: { pid }, result: 'ISSUE_FOUND', note: '未公示' },
        { person: null, result: 'PASSED', note: null },
      ],
    },
  });
});

it('ends a rank when the next one begins', async () => {
  const { report } = await importText(organization, office, 'ranks', [
    '身份证号,职级,生效日期',
    `${NUMBER},四级主任科员,2024-07-01`,
  ]);
  expect(report.rows).toMatchObject({ inserted: 1, ended: 1 });
  expect(await askPerson('ranks(history: true) { rank validTo }')).toEqual({
    ranks: [
      { rank: 'CLERK_1', validTo: '2024-07-01' },
      { rank: 'PRINCIPAL_4', validTo: null },
    ],
  });
});
