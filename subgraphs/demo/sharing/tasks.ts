// Tasks of the demonstration district: what its departments read data of others for.
import type { DepartmentName } from '../../../schema/departments.ts';
import type { NewTask } from '../../kit/tasks/store.ts';
import { DEMO_UNIT } from './agreements.ts';
import { SINCE } from './terms.ts';

/** A task in force. */
export interface DemoTask extends NewTask {
  readonly department: DepartmentName;
}

const DISTRICT = { units: null, validFrom: SINCE, validTo: null } as const;

/** All tasks of the district. In an empty database the first one of a department has the number 1, and so on. */
export const DEMO_TASKS: readonly DemoTask[] = [
  {
    ...DISTRICT,
    department: 'discipline',
    kind: 'INSPECTION',
    documentNumber: '巡〔2025〕3号',
    title: '机构编制纪律专项巡察',
    people: ['investigator'],
    registeredBy: 'investigator',
  },
  {
    ...DISTRICT,
    department: 'discipline',
    kind: 'INVESTIGATION',
    documentNumber: '纪案〔2025〕12号',
    title: '某单位吃空饷问题线索核查',
    people: ['investigator'],
    units: [DEMO_UNIT],
    registeredBy: 'investigator',
  },
  {
    ...DISTRICT,
    department: 'establishment',
    kind: 'STANDING_RULE',
    documentNumber: '编办规〔2025〕1号',
    title: '编制、人员、经费每月比对',
    people: ['section-clerk', 'director'],
    registeredBy: 'director',
  },
  {
    ...DISTRICT,
    department: 'establishment',
    kind: 'DOCUMENT',
    documentNumber: '编办〔2025〕27号',
    title: '用编进人申请审核',
    people: ['section-clerk', 'director'],
    registeredBy: 'director',
  },
  {
    ...DISTRICT,
    department: 'establishment',
    kind: 'INSPECTION',
    documentNumber: '编办督〔2025〕1号',
    title: '机构编制监督检查（监督规则试算、回测）',
    people: ['section-clerk', 'director'],
    registeredBy: 'director',
  },
  {
    ...DISTRICT,
    department: 'organization',
    kind: 'DOCUMENT',
    documentNumber: '组通〔2025〕8号',
    title: '干部任前核查',
    people: ['organization-clerk'],
    registeredBy: 'organization-clerk',
  },
  {
    ...DISTRICT,
    department: 'organization',
    kind: 'STANDING_RULE',
    documentNumber: '组规〔2025〕2号',
    title: '协作系统每月取数',
    people: ['partner-system', 'organization-clerk'],
    registeredBy: 'organization-clerk',
  },
  {
    ...DISTRICT,
    department: 'hr',
    kind: 'DOCUMENT',
    documentNumber: '人社〔2025〕15号',
    title: '工资审批核对',
    people: ['hr-clerk'],
    registeredBy: 'hr-clerk',
  },
  {
    ...DISTRICT,
    department: 'finance',
    kind: 'STANDING_RULE',
    documentNumber: '财规〔2025〕4号',
    title: '统发工资前比对',
    people: ['finance-clerk'],
    registeredBy: 'finance-clerk',
  },
];
