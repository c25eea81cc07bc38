import type { Language } from '../../language.ts';

/** Texts of the runs of rules. */
export interface RunTexts {
  readonly title: string;
  readonly start: string;
  readonly starting: string;
  readonly asOf: string;
  readonly unit: string;
  readonly district: string;
  readonly named: (subjects: number) => string;
  readonly which: string;
  readonly all: string;
  readonly none: string;
  readonly noRuns: string;
  readonly loading: string;
  readonly run: string;
  readonly rules: string;
  readonly state: string;
  readonly progress: string;
  readonly hits: string;
  readonly cancel: string;
  readonly states: Readonly<Record<string, string>>;
  readonly done: (done: number, total: number, subjects: number) => string;
  readonly rate: (perSecond: number) => string;
  readonly total: (subjects: number) => string;
  readonly left: (seconds: number) => string;
  readonly unknown: (subjects: number) => string;
  readonly waiting: (owners: string) => string;
  readonly count: (rules: number) => string;
}

export const RUN_TEXTS: Readonly<Record<Language, RunTexts>> = {
  en: {
    title: 'Runs of standing rules',
    start: 'Start a run',
    starting: 'Starting…',
    asOf: 'Facts as of',
    unit: 'Code of one institution',
    district: 'the whole district',
    named: (subjects) => (subjects === 1 ? '1 named subject' : `${subjects} named subjects`),
    which: 'Rules',
    all: 'all rules at work',
    none: 'No rule is at work.',
    noRuns: 'No rule has been run yet.',
    loading: 'Reading the runs…',
    run: 'Run',
    rules: 'Rules',
    state: 'State',
    progress: 'Progress',
    hits: 'Hits',
    cancel: 'Cancel',
    states: {
      PENDING: 'waiting for a worker',
      RUNNING: 'running',
      DONE: 'done',
      CANCELLED: 'cancelled',
      FAILED: 'failed in part',
    },
    done: (done, total, subjects) => `${done} of ${total} parts, ${subjects} subjects`,
    rate: (perSecond) => `${perSecond} a second`,
    total: (subjects) => `of about ${subjects}`,
    left: (seconds) => `about ${seconds} s left`,
    unknown: (subjects) => `${subjects} undecided`,
    waiting: (owners) => `waiting for ${owners}`,
    count: (rules) => `${rules} rules`,
  },
  zh: {
    title: '规则运行',
    start: '发起运行',
    starting: '正在发起…',
    asOf: '事实日期',
    unit: '单个机构代码',
    district: '全区',
    named: (subjects) => `限定 ${subjects} 个对象`,
    which: '规则',
    all: '全部启用中的规则',
    none: '没有启用中的规则。',
    noRuns: '尚无运行记录。',
    loading: '正在读取运行记录…',
    run: '运行',
    rules: '规则',
    state: '状态',
    progress: '进度',
    hits: '命中',
    cancel: '取消',
    states: {
      PENDING: '等待执行',
      RUNNING: '运行中',
      DONE: '已完成',
      CANCELLED: '已取消',
      FAILED: '部分失败',
    },
    done: (done, total, subjects) => `${done}/${total} 个分片，${subjects} 个对象`,
    rate: (perSecond) => `每秒 ${perSecond} 个`,
    total: (subjects) => `共约 ${subjects} 个`,
    left: (seconds) => `约剩 ${seconds} 秒`,
    unknown: (subjects) => `${subjects} 个无法判定`,
    waiting: (owners) => `等待${owners}`,
    count: (rules) => `${rules} 条规则`,
  },
};
