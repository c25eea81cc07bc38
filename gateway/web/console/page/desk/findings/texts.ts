import type { Language } from '../../language.ts';

/** Texts of what the rules found. */
export interface FindingTexts {
  readonly title: string;
  readonly about: string;
  readonly rule: string;
  readonly state: string;
  readonly severity: string;
  readonly institution: string;
  readonly subject: string;
  readonly undecidedBy: string;
  readonly ruleItself: string;
  readonly look: string;
  readonly amount: string;
  readonly says: string;
  readonly all: string;
  readonly loading: string;
  readonly none: string;
  readonly total: (shown: number, total: number) => string;
  readonly more: string;
  readonly open: string;
  readonly close: string;
  readonly states: Readonly<Record<string, string>>;
  readonly actions: Readonly<Record<string, string>>;
  readonly seen: (first: string, last: string) => string;
  readonly facts: (asOf: string, version: number) => string;
  readonly gone: string;
  readonly undecided: (owners: string) => string;
  readonly yuan: (amount: string) => string;
  readonly evidence: string;
  /** Where it was not told which of them decided. */
  readonly factsRead: string;
  readonly alsoRead: (count: number) => string;
  readonly articles: string;
  readonly own: string;
  /** For data of others that everybody is shown. */
  readonly noAgreement: string;
  /** Where an owner did not answer when it was asked for its agreements. */
  readonly agreementUnknown: string;
  readonly agreement: (numbers: string) => string;
  readonly history: string;
  readonly reason: string;
  readonly confirm: string;
  readonly refute: string;
}

export const FINDING_TEXTS: Readonly<Record<Language, FindingTexts>> = {
  en: {
    title: 'Findings',
    about: 'A finding is something to verify, not a violation.',
    rule: 'Rule',
    state: 'State',
    severity: 'Severity',
    institution: 'Code of the institution',
    subject: 'Person or institution it is about',
    undecidedBy: 'No answer of',
    ruleItself: 'the rule itself',
    look: 'Look for these',
    amount: 'Amount',
    says: 'What it says',
    all: 'all',
    loading: 'Reading the findings…',
    none: 'There is no such finding.',
    total: (shown, total) => `${shown} of ${total}`,
    more: 'Show more',
    open: 'Look closer',
    close: 'Close',
    states: {
      SUSPECTED: 'to be verified',
      CONFIRMED: 'confirmed',
      REFUTED: 'refuted',
      WITHDRAWN: 'withdrawn',
      UNKNOWN: 'undecided',
    },
    actions: {
      APPEARED: 'found',
      REAPPEARED: 'found again',
      DECIDED: 'decided, as an owner answered',
      FACTS_CHANGED: 'found from other facts after it was refuted',
      CHANGED: 'found from other facts',
      WITHDRAWN: 'withdrawn: the facts no longer show it',
      GONE: 'the facts no longer show it',
      UNDECIDED: 'undecided: an owner did not answer',
      CONFIRMED: 'confirmed',
      REFUTED: 'refuted',
      TAKEN_OVER: 'judged as under another version of the rule',
    },
    seen: (first, last) => `found ${first}, last seen ${last}`,
    facts: (asOf, version) => `facts as of ${asOf}, version ${version} of the rule`,
    gone: 'The facts no longer show it.',
    undecided: (owners) => `Not decided when it was looked at last: ${owners} did not answer.`,
    yuan: (amount) => `${amount} yuan`,
    evidence: 'Facts that decided',
    factsRead: 'Facts read, whether they decided or not',
    alsoRead: (count) =>
      `${count} more facts were read. Without them the finding is the same: they did not decide.`,
    articles: 'Rests on',
    own: 'own data',
    noAgreement: 'no agreement was needed',
    agreementUnknown: 'agreements unknown: not answered when asked',
    agreement: (numbers) => `under ${numbers}`,
    history: 'What became of it',
    reason: 'Reason',
    confirm: 'Confirm',
    refute: 'Refute',
  },
  zh: {
    title: '疑点',
    about: '疑点有待核实，不等于违规。',
    rule: '规则',
    state: '状态',
    severity: '等级',
    institution: '所属机构代码',
    subject: '对象（人员标识或机构代码）',
    undecidedBy: '未应答部门',
    ruleItself: '规则本身',
    look: '查找',
    amount: '涉及金额',
    says: '说明',
    all: '全部',
    loading: '正在读取疑点…',
    none: '没有符合条件的疑点。',
    total: (shown, total) => `显示 ${shown} 条，共 ${total} 条`,
    more: '显示更多',
    open: '查看详情',
    close: '收起',
    states: {
      SUSPECTED: '待核查',
      CONFIRMED: '已确认',
      REFUTED: '已排除',
      WITHDRAWN: '已撤销',
      UNKNOWN: '无法判定',
    },
    actions: {
      APPEARED: '首次发现',
      REAPPEARED: '再次发现',
      DECIDED: '部门恢复应答后判定成立',
      FACTS_CHANGED: '排除后事实变化，重新发现',
      CHANGED: '内容变化',
      WITHDRAWN: '事实不再支持，已撤销',
      GONE: '事实不再支持',
      UNDECIDED: '部门未应答，无法判定',
      CONFIRMED: '确认',
      REFUTED: '排除',
      TAKEN_OVER: '沿用其他规则版本的核查结论',
    },
    seen: (first, last) => `首次发现 ${first}，最近发现 ${last}`,
    facts: (asOf, version) => `事实日期 ${asOf}，规则第 ${version} 版`,
    gone: '事实已不再支持此疑点。',
    undecided: (owners) => `最近一次未能判定：${owners}未应答。`,
    yuan: (amount) => `${amount} 元`,
    evidence: '证据',
    factsRead: '所读事实（未区分是否起决定作用）',
    alsoRead: (count) => `另读取 ${count} 项事实：去掉后结论不变，未起决定作用`,
    articles: '依据',
    own: '本部门数据',
    noAgreement: '无需共享协议',
    agreementUnknown: '共享协议不详（查询时未应答）',
    agreement: (numbers) => `依据共享协议 ${numbers}`,
    history: '办理经过',
    reason: '理由',
    confirm: '确认',
    refute: '排除',
  },
};
