import type { Language } from '../language.ts';
import type { Why } from './refusals.ts';

/** Texts about what is not shown. */
export interface RefusalTexts {
  readonly title: string;
  readonly why: Readonly<Record<Why, string>>;
  /** What to do next where the page itself has the means for it. */
  readonly choosePurpose: string;
}

export const REFUSAL_TEXTS: Readonly<Record<Language, RefusalTexts>> = {
  en: {
    title: 'Not everything is shown',
    why: {
      WITHHELD: 'for its own staff only',
      PURPOSE_MISSING: 'not without a purpose',
      PURPOSE_NOT_COVERED: 'not for this kind of task',
      AGREEMENT_MISSING: 'no agreement',
      AGREEMENT_NOT_YET_IN_FORCE: 'agreement not in force yet',
      AGREEMENT_EXPIRED: 'agreement expired',
      AGREEMENT_SUSPENDED: 'agreement suspended',
      OUT_OF_SCOPE: 'institution outside your task or agreement',
      LIMITED: 'only for the institutions of your task and agreement',
    },
    choosePurpose: 'Choose a purpose at the top of the page, then run the question again.',
  },
  zh: {
    title: '部分数据未提供',
    why: {
      WITHHELD: '不予共享',
      PURPOSE_MISSING: '须有查询事由',
      PURPOSE_NOT_COVERED: '共享协议不含此类任务',
      AGREEMENT_MISSING: '尚无共享协议',
      AGREEMENT_NOT_YET_IN_FORCE: '共享协议尚未生效',
      AGREEMENT_EXPIRED: '共享协议已到期',
      AGREEMENT_SUSPENDED: '共享协议已暂停',
      OUT_OF_SCOPE: '机构不在任务或协议范围内',
      LIMITED: '仅限任务及协议范围内的机构',
    },
    choosePurpose: '请在页面上方选择查询事由，然后重新执行。',
  },
};
