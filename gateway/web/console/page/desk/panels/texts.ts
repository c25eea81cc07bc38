import type { Language } from '../../language.ts';

/** Texts of what can be done with a rule. */
export interface PanelTexts {
  readonly trial: string;
  readonly subject: Readonly<Record<'PERSON' | 'INSTITUTION', string>>;
  readonly asOf: string;
  readonly run: string;
  readonly running: string;
  readonly hit: string;
  readonly noHit: string;
  readonly notSubject: string;
  readonly undecided: (owners: string) => string;
  readonly failed: (reason: string) => string;
  readonly steps: string;
  readonly amount: (yuan: string) => string;
  readonly backTest: string;
  readonly from: string;
  readonly to: string;
  readonly sample: string;
  readonly day: string;
  readonly subjects: string;
  readonly hits: string;
  readonly fresh: string;
  readonly money: string;
  readonly unknown: string;
  /** Where it is not even known who the subjects are. */
  readonly missing: (owners: string) => string;
  readonly untested: (days: string) => string;
  readonly units: string;
  readonly overlaps: string;
  readonly unit: string;
  readonly rule: string;
  readonly share: string;
  readonly cost: (requests: number, subjects: number, seconds: string) => string;
  readonly precision: string;
  readonly precisionIs: (confirmed: number, refuted: number, ratio: string) => string;
  readonly versions: string;
  readonly version: string;
  readonly origins: Readonly<Record<'BUILTIN' | 'SAVED', string>>;
  readonly savedBy: string;
  readonly atWork: string;
  readonly open: string;
  readonly compare: string;
  readonly activate: string;
  readonly retire: string;
  /** Who decides about versions, for whoever does not. */
  readonly deciders: string;
  readonly own: string;
  readonly compared: (version: number) => string;
  readonly same: string;
  readonly parametersOf: string;
  readonly added: string;
  readonly removed: string;
}

export const PANEL_TEXTS: Readonly<Record<Language, PanelTexts>> = {
  en: {
    trial: 'Try on one subject',
    subject: { PERSON: 'Key of a person', INSTITUTION: 'Code of an institution' },
    asOf: 'Facts as of',
    run: 'Run',
    running: 'Running…',
    hit: 'Hit',
    noHit: 'No hit.',
    notSubject: 'The rule is not about this subject on that day.',
    undecided: (owners) => `Not decided: no answer for you from ${owners}.`,
    failed: (reason) => `An expression cannot be worked out: ${reason}`,
    steps: 'Step by step',
    amount: (yuan) => `${yuan} yuan`,
    backTest: 'Test over the past',
    from: 'From month',
    to: 'To month',
    sample: 'Share of persons',
    day: 'Day',
    subjects: 'Subjects',
    hits: 'Hits',
    fresh: 'New',
    money: 'Yuan',
    unknown: 'Undecided',
    missing: (owners) => `subjects not known without ${owners}`,
    untested: (days) =>
      `The test had to end before these days: ${days}. Choose fewer months or a smaller share.`,
    units: 'By institution, on the last day',
    overlaps: 'Also hit by other rules',
    unit: 'Institution',
    rule: 'Rule',
    share: 'Share',
    cost: (requests, subjects, seconds) => `${requests} requests, ${subjects} subjects, ${seconds} s`,
    precision: 'Precision of these hits',
    precisionIs: (confirmed, refuted, ratio) => `${confirmed} confirmed, ${refuted} refuted: ${ratio}`,
    versions: 'Versions',
    version: 'Version',
    origins: { BUILTIN: 'built in', SAVED: 'saved' },
    savedBy: 'Saved',
    atWork: 'at work',
    open: 'Open',
    compare: 'Compare',
    activate: 'Put to work',
    retire: 'Take out of work',
    deciders: 'A director of the establishment office puts versions to work and takes them out.',
    own: 'You saved it: another director puts it to work.',
    compared: (version) => `From version ${version} to what is on the desk`,
    same: 'They are the same.',
    parametersOf: 'Parameters',
    added: 'added',
    removed: 'removed',
  },
  zh: {
    trial: '单个对象试算',
    subject: { PERSON: '人员标识', INSTITUTION: '机构代码' },
    asOf: '事实日期',
    run: '运行',
    running: '正在运行…',
    hit: '命中',
    noHit: '未命中。',
    notSubject: '该对象当日不在规则范围内。',
    undecided: (owners) => `无法判定：${owners}未向您提供数据。`,
    failed: (reason) => `表达式无法计算：${reason}`,
    steps: '计算步骤',
    amount: (yuan) => `${yuan} 元`,
    backTest: '历史回测',
    from: '起始月份',
    to: '截止月份',
    sample: '人员抽样比例',
    day: '日期',
    subjects: '对象',
    hits: '命中',
    fresh: '新增',
    money: '金额（元）',
    unknown: '无法判定',
    missing: (owners) => `缺${owners}数据，对象未知`,
    untested: (days) => `回测提前结束，以下日期未完成：${days}。请减少月份或降低抽样比例。`,
    units: '末日分机构',
    overlaps: '与其他规则重合',
    unit: '机构',
    rule: '规则',
    share: '比例',
    cost: (requests, subjects, seconds) => `${requests} 次请求，${subjects} 个对象，${seconds} 秒`,
    precision: '本次命中的准确度',
    precisionIs: (confirmed, refuted, ratio) => `确认 ${confirmed} 条，排除 ${refuted} 条：${ratio}`,
    versions: '版本',
    version: '版本',
    origins: { BUILTIN: '内置', SAVED: '自建' },
    savedBy: '保存',
    atWork: '启用中',
    open: '打开',
    compare: '比较',
    activate: '启用',
    retire: '停用',
    deciders: '版本由编办负责人启用和停用。',
    own: '由您保存，须由另一位负责人启用。',
    compared: (version) => `第 ${version} 版与当前文本的差异`,
    same: '内容相同。',
    parametersOf: '参数',
    added: '新增',
    removed: '删除',
  },
};
