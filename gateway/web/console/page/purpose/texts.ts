import type { PurposeKind } from '../../../../../schema/sharing.ts';
import type { Language } from '../language.ts';

/** Texts about what is asked for. */
export interface PurposeTexts {
  readonly label: string;
  readonly none: string;
  readonly loading: string;
  readonly failed: string;
  readonly noTasks: string;
  /** Shown to who belongs to a unit only. */
  readonly ownUnits: string;
  readonly register: string;
  readonly registerAbout: string;
  readonly reload: string;
  readonly district: string;
  readonly units: (codes: readonly string[]) => string;
  /** The day is the first one on which it no longer holds. */
  readonly until: (day: string) => string;
  readonly kinds: Readonly<Record<PurposeKind, string>>;
}

/** More codes than these are counted. */
const CODES_SHOWN = 2;

export const PURPOSE_TEXTS: Readonly<Record<Language, PurposeTexts>> = {
  en: {
    label: 'Purpose',
    none: 'No purpose',
    loading: 'Reading your tasks…',
    failed: 'Your tasks could not be read.',
    noTasks: 'No task of yours is in force. Without one, other departments show only what is open to all.',
    ownUnits: 'You see the data of your own unit, and need no purpose.',
    register: 'Register a task',
    registerAbout: 'Put in the document number, the people on the task by their accounts, and its days.',
    reload: 'Read the tasks again',
    district: 'the whole district',
    units: (codes) => (codes.length > CODES_SHOWN ? `${codes.length} units` : `unit ${codes.join(' and ')}`),
    until: (day) => `until before ${day}`,
    kinds: {
      INVESTIGATION: 'Investigation',
      DOCUMENT: 'Document',
      INSPECTION: 'Inspection',
      STANDING_RULE: 'Standing rule',
    },
  },
  zh: {
    label: '查询事由',
    none: '不带事由',
    loading: '正在读取您的任务…',
    failed: '未能读取您的任务。',
    noTasks: '您目前没有有效的任务。不带事由时，只能看到其他部门无条件共享的数据。',
    ownUnits: '您查看的是本单位数据，无需事由。',
    register: '登记任务',
    registerAbout: '请填写文号、参与人员的账号和有效日期。',
    reload: '重新读取任务',
    district: '全区范围',
    units: (codes) => (codes.length > CODES_SHOWN ? `${codes.length} 个机构` : `机构 ${codes.join('、')}`),
    until: (day) => `${day} 前有效`,
    kinds: {
      INVESTIGATION: '案件调查',
      DOCUMENT: '文件办理',
      INSPECTION: '巡察检查',
      STANDING_RULE: '常设规则',
    },
  },
};
