import type { DeedName } from '../../../../../oversight/deed/askers.ts';
import type { Language } from '../../language.ts';
import type { DeedCheck } from './question.ts';

/** Texts about what rules say before a deed. What its fields are called is said by the schema. */
export interface DeedTexts {
  readonly title: string;
  readonly about: string;
  readonly deed: string;
  readonly deeds: Readonly<Record<DeedName, string>>;
  readonly askers: (who: string) => string;
  readonly optional: (label: string) => string;
  readonly choose: string;
  readonly ask: string;
  readonly asking: string;
  readonly findPerson: string;
  readonly findInstitution: string;
  readonly partOfName: string;
  readonly identityNumber: string;
  readonly ofInstitution: string;
  readonly find: string;
  readonly finding: string;
  readonly noneFound: string;
  readonly foundOf: (shown: number, total: number) => string;
  readonly answer: string;
  readonly changed: string;
  readonly verdicts: Readonly<Record<DeedCheck['allowed'], string>>;
  readonly asOf: (day: string) => string;
  readonly noInstitution: string;
  readonly wouldFire: (count: number) => string;
  readonly standing: (count: number) => string;
  readonly undecided: (count: number) => string;
  readonly nothingDecided: (owners: string) => string;
  readonly without: (owners: string) => string;
  readonly unfit: string;
  readonly version: (version: number) => string;
  readonly now: string;
  readonly hiddenBy: (owners: string) => string;
  readonly articles: string;
  readonly read: string;
  readonly department: string;
  readonly shown: string;
  readonly hidden: string;
  readonly shownOf: (shown: number, all: number) => string;
  readonly copy: string;
  readonly openQuestion: string;
}

export const DEED_TEXTS: Readonly<Record<Language, DeedTexts>> = {
  en: {
    title: 'Before the deed',
    about: 'The standing rules are asked as if it were done. Nothing is registered.',
    deed: 'What is to be done',
    deeds: { mayAppoint: 'Appoint', mayHire: 'Hire', mayPay: 'Pay', mayPromote: 'Promote' },
    askers: (who) => `It is asked by: ${who}.`,
    optional: (label) => `${label} (if any)`,
    choose: '—',
    ask: 'Ask the rules',
    asking: 'Asking…',
    findPerson: 'Look up a person',
    findInstitution: 'Look up an institution',
    partOfName: 'Part of the name',
    identityNumber: 'Identity number, to tell people of one name apart',
    ofInstitution: 'People of the institution',
    find: 'Look up',
    finding: 'Looking…',
    noneFound: 'Nothing was found.',
    foundOf: (shown, total) => `${shown} of ${total} are shown.`,
    answer: 'What the rules say',
    changed: 'What is entered has changed since: ask again.',
    verdicts: { GREEN: 'GREEN', AMBER: 'AMBER', RED: 'RED', UNKNOWN: 'UNKNOWN' },
    asOf: (day) => `as of ${day}`,
    noInstitution: 'The register has no institution of this code today.',
    wouldFire: (count) => `Would be found: ${count}`,
    standing: (count) => `Found already, whether it is done or not: ${count}`,
    undecided: (count) => `Could not be decided: ${count}`,
    nothingDecided: (owners) => `Nothing could be decided without ${owners}.`,
    without: (owners) => `not without ${owners}, who did not answer or do not share`,
    unfit: 'it cannot be worked out: look at the rule',
    version: (version) => `version ${version}`,
    now: 'Now',
    hiddenBy: (owners) => `The facts are kept from you by ${owners}: ask there.`,
    articles: 'Rests on',
    read: 'What the rules read, and what of it is shown to you',
    department: 'Department',
    shown: 'Shown to you',
    hidden: 'Not shown',
    shownOf: (shown, all) => `${shown} of ${all} fields`,
    copy: 'Copy as JSON',
    openQuestion: 'Open as a question',
  },
  zh: {
    title: '做之前先问',
    about: '按“已经办理”的情形运行监督规则，不作任何登记。',
    deed: '拟办事项',
    deeds: { mayAppoint: '任职', mayHire: '进人', mayPay: '发薪', mayPromote: '晋升' },
    askers: (who) => `可查询人员：${who}。`,
    optional: (label) => `${label}（如有）`,
    choose: '—',
    ask: '询问规则',
    asking: '正在询问…',
    findPerson: '查找人员',
    findInstitution: '查找机构',
    partOfName: '名称包含',
    identityNumber: '公民身份号码（用于区分同名人员）',
    ofInstitution: '该机构的人员',
    find: '查找',
    finding: '正在查找…',
    noneFound: '未找到。',
    foundOf: (shown, total) => `共 ${total} 条，显示 ${shown} 条。`,
    answer: '校验结果',
    changed: '填写内容已变动，请重新询问。',
    verdicts: { GREEN: '绿色', AMBER: '黄色', RED: '红色', UNKNOWN: '未知' },
    asOf: (day) => `判定日期 ${day}`,
    noInstitution: '机构登记中目前没有此代码的机构。',
    wouldFire: (count) => `办理后将命中：${count}`,
    standing: (count) => `无论办理与否均已命中：${count}`,
    undecided: (count) => `无法判定：${count}`,
    nothingDecided: (owners) => `缺少${owners}的数据，无法判定。`,
    without: (owners) => `缺少${owners}的数据（未应答或未共享）`,
    unfit: '规则无法计算，请查看该规则',
    version: (version) => `第 ${version} 版`,
    now: '现有',
    hiddenBy: (owners) => `具体事实未向您提供，请咨询${owners}。`,
    articles: '依据',
    read: '规则读取的数据及向您提供的范围',
    department: '部门',
    shown: '向您提供',
    hidden: '未提供',
    shownOf: (shown, all) => `${all} 项中的 ${shown} 项`,
    copy: '复制为 JSON',
    openQuestion: '作为查询打开',
  },
};
