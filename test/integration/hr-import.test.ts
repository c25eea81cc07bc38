import { pidOf } from '../../subgraphs/kit/identity/pid.ts';
import { hr } from '../../subgraphs/hr/main.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { importText, PID_KEY } from '../support/import-text.ts';

let office: TestDepartment;

/** Test value of GB 11643. */
const NUMBER = '11010519491231002X';
const pid = pidOf(PID_KEY, NUMBER);

beforeAll(async () => {
  office = await openDepartment(hr);
});
afterAll(() => office.close());

const ask = async (selection: string): Promise<unknown> => {
  const { data, errors } = await office.ask(
    `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Person { ${selection} } } }`,
    { representations: [{ __typename: 'Person', pid }] },
  );
  expect(errors).toBeUndefined();
  return Array.isArray(data?.['_entities']) ? data['_entities'][0] : undefined;
};

it.each([
  [
    'people',
    '身份证号,姓名,性别,出生日期,民族,学历,学位,政治面貌,参加工作时间,人员状态',
    `${NUMBER},张三,女,1949-12-31,汉族,大学本科,法学学士,中共党员,1970/1/1,离岗学习`,
    'name sex bornOn ethnicity education degree politicalStatus workStartedOn status identityNumber',
    {
      name: '张三',
      sex: 'FEMALE',
      bornOn: '1949-12-31',
      ethnicity: '汉族',
      education: 'UNDERGRADUATE',
      degree: '法学学士',
      politicalStatus: 'PARTY_MEMBER',
      workStartedOn: '1970-01-01',
      status: 'STUDY_LEAVE',
      identityNumber: '*****************X',
    },
  ],
  [
    'employments',
    '身份证号,单位代码,人员类别,岗位,合同到期日期,登记编号,公务员登记时间,生效日期',
    `${NUMBER},A,参公人员,科员,,第7号,2020-02-01,2020-01-01`,
    'employments { institution { code } kind post contractEndsOn registrationNumber civilServantSince validFrom validTo }',
    {
      employments: [
        {
          institution: { code: 'A' },
          kind: 'REFERENCED',
          post: '科员',
          contractEndsOn: null,
          registrationNumber: '第7号',
          civilServantSince: '2020-02-01',
          validFrom: '2020-01-01',
          validTo: null,
        },
      ],
    },
  ],
  [
    'off-quota-staff',
    '身份证号,单位代码,岗位类别,工作领域,用工形式,派遣单位,起始日期',
    `${NUMBER},A,窗口服务,涉密,劳务派遣,某公司,2020-01-01`,
    'offQuotaEmployments { jobClass workArea contractKind agency }',
    {
      offQuotaEmployments: [
        { jobClass: 'WINDOW_SERVICE', workArea: 'CLASSIFIED', contractKind: 'DISPATCH', agency: '某公司' },
      ],
    },
  ],
  [
    'retirements',
    '身份证号,退休类别,退休时间',
    `${NUMBER},病退,2009-12-31`,
    'retirement { kind effectiveOn institution { code } }',
    { retirement: { kind: 'DISABILITY', effectiveOn: '2009-12-31', institution: null } },
  ],
  [
    'deaths',
    '身份证号,死亡日期,报告日期',
    `${NUMBER},2026-02-03,2026-03-01`,
    'death { diedOn reportedOn }',
    { death: { diedOn: '2026-02-03', reportedOn: '2026-03-01' } },
  ],
  [
    'hires',
    '身份证号,单位代码,进入方式,编制类别,核准文号,用编计划,录用日期',
    `${NUMBER},A,军转,政法专项编制,核〔2020〕1号,划〔2020〕2号,2020-01-01`,
    'hires { way category approvalNumber planNumber hiredOn }',
    {
      hires: [
        {
          way: 'MILITARY_PLACEMENT',
          category: 'POLITICAL_LEGAL',
          approvalNumber: '核〔2020〕1号',
          planNumber: '划〔2020〕2号',
          hiredOn: '2020-01-01',
        },
      ],
    },
  ],
  [
    'pay-grades',
    '身份证号,工资级别,工资档次,月工资标准,变动原因,生效日期',
    `${NUMBER},二十级,3,"5,321.40",定级,2020-01-01`,
    'payGrades { grade step monthly reason }',
    { payGrades: [{ grade: '二十级', step: 3, monthly: '5321.40', reason: '定级' }] },
  ],
  [
    'insurance',
    '身份证号,险种,参保单位,参保单位类型,生效日期',
    `${NUMBER},养老保险,某公司,企业,2020-01-01`,
    'insurance { scheme payerName payerCode payerKind }',
    {
      insurance: [{ scheme: 'PENSION', payerName: '某公司', payerCode: null, payerKind: 'ENTERPRISE' }],
    },
  ],
  [
    'pension-payments',
    '身份证号,月份,养老保险制度,金额',
    `${NUMBER},2026-05,机关事业单位养老保险,"4,321.40"`,
    'pensionPayments { nodes { month scheme amount version person { pid } } } pensionMonths',
    {
      pensionPayments: {
        nodes: [{ month: '2026-05', scheme: 'PUBLIC', amount: '4321.40', version: 1, person: { pid } }],
      },
      pensionMonths: ['2026-05'],
    },
  ],
  [
    'attendance',
    '身份证号,单位代码,考勤月份,应出勤,实出勤',
    `${NUMBER},A,2026-05,19,18`,
    'attendance { nodes { month daysDue daysPresent daysLeave } }',
    { attendance: { nodes: [{ month: '2026-05', daysDue: 19, daysPresent: 18, daysLeave: 0 }] } },
  ],
])('imports %s with Chinese headers, once', async (table, headers, row, selection, expected) => {
  const { report, rejected } = await importText(hr, office, table, [headers, row]);
  expect(rejected).toBe('');
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 0 });
  expect(await ask(selection)).toEqual(expected);
  const again = await importText(hr, office, table, [headers, row]);
  expect(again.report.rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
});

it('takes people who are known by their key alone', async () => {
  const key = 'c0ffee'.padEnd(32, '0');
  const { report } = await importText(hr, office, 'people', ['pid,name', `${key},李四`]);
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 0 });
  const { data } = await office.ask(`{ person(pid: "${key}") { name status identityNumber } }`);
  expect(data).toEqual({ person: { name: '李四', status: 'ACTIVE', identityNumber: null } });
});
