import { discipline } from '../../subgraphs/discipline/main.ts';
import { pidOf } from '../../subgraphs/kit/identity/pid.ts';
import { openDepartment, type TestDepartment } from '../support/department.ts';
import { importText, PID_KEY } from '../support/import-text.ts';

let office: TestDepartment;

/** Test value of GB 11643. */
const NUMBER = '11010519491231002X';
const pid = pidOf(PID_KEY, NUMBER);

beforeAll(async () => {
  office = await openDepartment(discipline);
});
afterAll(() => office.close());

it.each([
  [
    'decisions',
    '身份证号,单位代码,处分体系,处分种类,处分文号,生效日期,影响期截止日期,解除日期,事由,来源文件',
    `${NUMBER},A,党纪,留党察看,纪〔2026〕3号,2026-01-15,2030-01-14,,违反工作纪律,纪〔2026〕通报`,
    `decisions { nodes { person { pid } institution { code } system measure documentNumber effectiveOn
      influenceEndsOn liftedOn ground sourceDocument } }`,
    {
      decisions: {
        nodes: [
          {
            person: { pid },
            institution: { code: 'A' },
            system: 'PARTY',
            measure: 'PARTY_PROBATION',
            documentNumber: '纪〔2026〕3号',
            effectiveOn: '2026-01-15',
            influenceEndsOn: '2030-01-14',
            liftedOn: null,
            ground: '违反工作纪律',
            sourceDocument: '纪〔2026〕通报',
          },
        ],
      },
    },
  ],
  [
    'lead-transfers',
    '移送编号,移送部门,机构代码,接收日期,签收日期,办理结果,反馈日期',
    '移〔2026〕1号,编办,,2026-02-01,2026-02-02,转立案,2026-05-01',
    'leadTransfers { nodes { reference fromDepartment institution { code } acknowledgedOn outcome fedBackOn } }',
    {
      leadTransfers: {
        nodes: [
          {
            reference: '移〔2026〕1号',
            fromDepartment: 'ESTABLISHMENT',
            institution: null,
            acknowledgedOn: '2026-02-02',
            outcome: '转立案',
            fedBackOn: '2026-05-01',
          },
        ],
      },
    },
  ],
  [
    'supervision-proposals',
    '建议书文号,单位代码,事项,印发日期,答复期限',
    '建〔2026〕1号,A,完善内控,2026-03-01,2026-04-01',
    'supervisionProposals { nodes { documentNumber institution { code } subject issuedOn dueOn repliedOn } }',
    {
      supervisionProposals: {
        nodes: [
          {
            documentNumber: '建〔2026〕1号',
            institution: { code: 'A' },
            subject: '完善内控',
            issuedOn: '2026-03-01',
            dueOn: '2026-04-01',
            repliedOn: null,
          },
        ],
      },
    },
  ],
  [
    'tours',
    '巡察代码,名称,年度,开始日期,结束日期',
    'T1,第一轮,2026,2026-03-01,2026-05-01',
    'tour(code: "T1") { name year startsOn endsOn }',
    { tour: { name: '第一轮', year: 2026, startsOn: '2026-03-01', endsOn: '2026-05-01' } },
  ],
  [
    'tour-units',
    '巡察代码,单位代码',
    'T1,A',
    'tour(code: "T1") { units { institution { code } } }',
    { tour: { units: [{ institution: { code: 'A' } }] } },
  ],
  [
    'tour-findings',
    '巡察代码,单位代码,序号,问题类别,问题内容,发现日期,整改期限,整改完成日期',
    'T1,A,1,机构编制,混编混岗,2026-04-01,2026-07-01,',
    'tour(code: "T1") { findings { nodes { ordinal category text foundOn dueOn rectifiedOn } } }',
    {
      tour: {
        findings: {
          nodes: [
            {
              ordinal: 1,
              category: '机构编制',
              text: '混编混岗',
              foundOn: '2026-04-01',
              dueOn: '2026-07-01',
              rectifiedOn: null,
            },
          ],
        },
      },
    },
  ],
])('imports %s with Chinese headers, once', async (table, headers, row, selection, expected) => {
  const { report, rejected } = await importText(discipline, office, table, [headers, row]);
  expect(rejected).toBe('');
  expect(report.rows).toMatchObject({ inserted: 1, rejected: 0 });
  const { data, errors } = await office.ask(`{ ${selection} }`);
  expect(errors).toBeUndefined();
  expect(data).toEqual(expected);
  const again = await importText(discipline, office, table, [headers, row]);
  expect(again.report.rows).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
});

it('rejects measures of another system and influence periods above 48 months outside the Party', async () => {
  const { report } = await importText(discipline, office, 'decisions', [
    '身份证号,单位代码,处分体系,处分种类,处分文号,生效日期,影响期截止日期',
    // 警告 alone is the one of 政务.
    `${NUMBER},A,党纪,警告,甲,2026-01-15,`,
    `${NUMBER},A,政务,降级,乙,2026-01-15,2030-01-16`,
    `${NUMBER},A,政务,降级,丙,2026-01-15,2030-01-15`,
    `${NUMBER},A,党纪,开除党籍,丁,2026-01-15,2031-01-14`,
    `${NUMBER},A,事业,事业记过,戊,2026-01-15,`,
  ]);
  expect(report.rows).toMatchObject({ inserted: 3, rejected: 2 });
  expect(new Set(report.faults.map(({ code, property, count }) => ({ code, property, count })))).toEqual(
    new Set([
      { code: 'MEASURE_OF_OTHER_SYSTEM', property: 'measure', count: 1 },
      { code: 'INFLUENCE_TOO_LONG', property: 'influenceEndsOn', count: 1 },
    ]),
  );
});
