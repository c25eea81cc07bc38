import type { DepartmentName } from '../../schema/departments.ts';
import type { Role } from '../../schema/sharing.ts';

/** Somebody to try FourNets out as. Made up. */
export interface DemoPerson {
  readonly zh: string;
  readonly en: string;
  /** What they do, as the login page says it. */
  readonly dutyZh: string;
  readonly dutyEn: string;
  readonly role: Role;
  readonly department?: DepartmentName;
  readonly units?: readonly string[];
}

/** A unit of the demo district, the one that the stored operation `05-people-of-a-unit` asks about. */
export const DEMO_UNIT = '113307981000657684';

/** The people of the demo issuer, by the names that tokens have for them. */
export const PEOPLE = {
  investigator: {
    zh: '沈明察',
    en: 'Shen Mingcha',
    dutyZh: '纪检监察机关调查人员',
    dutyEn: 'investigator of discipline inspection',
    role: 'investigator',
    department: 'discipline',
  },
  'section-clerk': {
    zh: '林编册',
    en: 'Lin Bian',
    dutyZh: '编办科员',
    dutyEn: 'section clerk of the establishment office',
    role: 'clerk',
    department: 'establishment',
  },
  director: {
    zh: '周定衡',
    en: 'Zhou Dingheng',
    dutyZh: '编办主任',
    dutyEn: 'director of the establishment office',
    role: 'director',
    department: 'establishment',
  },
  'organization-clerk': {
    zh: '高任安',
    en: 'Gao Ren’an',
    dutyZh: '组织部干部',
    dutyEn: 'clerk of the organization department',
    role: 'clerk',
    department: 'organization',
  },
  'hr-clerk': {
    zh: '许保元',
    en: 'Xu Baoyuan',
    dutyZh: '人社局干部',
    dutyEn: 'clerk of human resources and social security',
    role: 'clerk',
    department: 'hr',
  },
  'finance-clerk': {
    zh: '钱清算',
    en: 'Qian Qing',
    dutyZh: '财政局干部',
    dutyEn: 'clerk of finance',
    role: 'clerk',
    department: 'finance',
  },
  'unit-hr': {
    zh: '孙单玉',
    en: 'Sun Danyu',
    dutyZh: '机关单位人事干部',
    dutyEn: 'HR officer of a unit',
    role: 'unit-hr',
    units: [DEMO_UNIT],
  },
} as const satisfies Record<string, DemoPerson>;

export type PersonName = keyof typeof PEOPLE;

export const isPersonName = (name: unknown): name is PersonName =>
  typeof name === 'string' && Object.hasOwn(PEOPLE, name);

export const PERSON_NAMES = Object.keys(PEOPLE).filter(isPersonName);
