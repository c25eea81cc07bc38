import type { Language } from '../language.ts';

/** Texts of the desk at which rules are written. */
export interface DeskTexts {
  readonly rules: string;
  readonly newRule: string;
  readonly loading: string;
  readonly loadingSchema: string;
  readonly noRules: string;
  readonly active: (version: number) => string;
  readonly inactive: string;
  readonly severities: Readonly<Record<string, string>>;
  readonly subjects: Readonly<Record<string, string>>;
  readonly findingsOf: (ruleId: string) => string;
  readonly precision: (confirmed: number, judged: number, ratio: string) => string;
  readonly notJudged: string;
  readonly demoted: string;
  readonly editor: string;
  readonly sound: string;
  readonly checking: string;
  readonly faults: (count: number) => string;
  readonly at: (line: number, column: number) => string;
  readonly reads: string;
  readonly parameters: string;
  readonly noParameters: string;
  readonly defaultIs: (value: string) => string;
  readonly sourceIs: (source: string) => string;
  readonly changed: string;
  readonly reset: string;
  readonly save: string;
  readonly saving: string;
  readonly saved: (version: number) => string;
  /** Who saves rules, for whoever does not. */
  readonly savers: string;
  readonly note: string;
  readonly gaps: string;
  readonly retry: string;
  /** Between a name and what follows. */
  readonly colon: string;
}

export const DESK_TEXTS: Readonly<Record<Language, DeskTexts>> = {
  en: {
    rules: 'Standing rules',
    newRule: 'New rule',
    loading: 'Reading the rules…',
    loadingSchema: 'Reading the schema…',
    noRules: 'No rule is kept yet. Write the first one.',
    active: (version) => `at work: version ${version}`,
    inactive: 'not at work',
    severities: { RED: 'red', AMBER: 'amber' },
    subjects: { PERSON: 'It is about persons.', INSTITUTION: 'It is about institutions.' },
    findingsOf: (ruleId) => `Findings of ${ruleId}`,
    precision: (confirmed, judged, ratio) => `${confirmed} of ${judged} findings hold: ${ratio}`,
    notJudged: 'no finding judged yet',
    demoted: 'Shown amber',
    editor: 'Text of the rule',
    sound: 'The rule can be used.',
    checking: 'Checking…',
    faults: (count) => (count === 1 ? 'The rule cannot be used yet.' : `${count} things are wrong.`),
    at: (line, column) => `line ${line}, column ${column}`,
    reads: 'Reads',
    parameters: 'Parameters',
    noParameters: 'The rule has no parameters.',
    defaultIs: (value) => `default ${value}`,
    sourceIs: (source) => `source: ${source}`,
    changed: 'changed',
    reset: 'Back to the default',
    save: 'Save a version',
    saving: 'Saving…',
    saved: (version) => `Kept as version ${version}. A director other than you puts it to work.`,
    savers:
      'Rules are saved by staff of the establishment office and investigators of discipline inspection.',
    note: 'Note',
    gaps: 'What is not shown to you',
    retry: 'Try again',
    colon: ': ',
  },
  zh: {
    rules: '监督规则',
    newRule: '新建规则',
    loading: '正在读取规则…',
    loadingSchema: '正在读取图的结构…',
    noRules: '尚未保存规则，请新建一条。',
    active: (version) => `启用中：第 ${version} 版`,
    inactive: '未启用',
    severities: { RED: '红色', AMBER: '黄色' },
    subjects: { PERSON: '对象为人员。', INSTITUTION: '对象为机构。' },
    findingsOf: (ruleId) => `${ruleId} 的疑点`,
    precision: (confirmed, judged, ratio) => `已核查 ${judged} 条，确认 ${confirmed} 条：${ratio}`,
    notJudged: '尚无核查结果',
    demoted: '降为黄色',
    editor: '规则文本',
    sound: '规则可用。',
    checking: '正在检查…',
    faults: (count) => (count === 1 ? '规则暂不可用。' : `共有 ${count} 处错误。`),
    at: (line, column) => `第 ${line} 行第 ${column} 列`,
    reads: '读取数据',
    parameters: '参数',
    noParameters: '此规则没有参数。',
    defaultIs: (value) => `默认值 ${value}`,
    sourceIs: (source) => `来源：${source}`,
    changed: '已改动',
    reset: '恢复默认值',
    save: '保存为新版本',
    saving: '正在保存…',
    saved: (version) => `已保存为第 ${version} 版，须由另一位负责人启用。`,
    savers: '可保存人员：编办工作人员、纪检监察调查人员。',
    note: '备注',
    gaps: '未向您提供的数据',
    retry: '重试',
    colon: '：',
  },
};
