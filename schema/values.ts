// What clients hand in, called by names that people read: of arguments, of fields of inputs and of scalars.
import { CodedError } from './errors.ts';

interface Name {
  readonly en: string;
  readonly zh: string;
}

/** Readable names, by the names in the schema. */
const NAMES: Readonly<Record<string, Name>> = {
  Date: { en: 'a day', zh: '日期' },
  DateTime: { en: 'an instant', zh: '时间' },
  Month: { en: 'a month', zh: '月份' },
  Money: { en: 'an amount of money', zh: '金额' },
  Decimal: { en: 'a decimal number', zh: '小数' },
  Pid: { en: 'the key of a person', zh: '人员标识' },
  InstitutionCode: { en: 'the code of an institution', zh: '机构代码' },
  String: { en: 'a text', zh: '文本' },
  PurposeKind: { en: 'the kinds of purpose', zh: '事由类别' },
  FindingsInput: { en: 'what was evaluated', zh: '评估结果' },
  KeyRange: { en: 'the range of keys', zh: '对象范围' },
  ageMilliseconds: { en: 'the age of the facts', zh: '事实读取时长' },
  amount: { en: 'the amount', zh: '涉及金额' },
  asOf: { en: 'the day of the facts', zh: '事实日期' },
  bounds: { en: 'the keys at which parts end', zh: '分片键' },
  closedOn: { en: 'the day of closing', zh: '销号日期' },
  conclusion: { en: 'the conclusion', zh: '整改结论' },
  coordinate: { en: 'the name of a field', zh: '数据项' },
  cursor: { en: 'the position', zh: '位置' },
  documentNumber: { en: 'the number of the document', zh: '文号' },
  evidence: { en: 'the evidence', zh: '依据' },
  floor: { en: 'the least precision', zh: '准确度下限' },
  hits: { en: 'the hits', zh: '命中' },
  id: { en: 'the number of the rule', zh: '规则编号' },
  leaseSeconds: { en: 'the length of the lease', zh: '租约秒数' },
  mayPromote: { en: 'the promotion', zh: '晋升事项' },
  milliseconds: { en: 'the time spent', zh: '耗时' },
  note: { en: 'the note', zh: '说明' },
  owner: { en: 'the department', zh: '部门' },
  parameters: { en: 'the parameters', zh: '参数' },
  people: { en: 'the people', zh: '人员' },
  reason: { en: 'the reason', zh: '理由' },
  requests: { en: 'the number of requests', zh: '请求数' },
  rules: { en: 'the list of rules', zh: '规则列表' },
  sample: { en: 'the share of the sample', zh: '抽样比例' },
  shardId: { en: 'the part of the run', zh: '运行分片' },
  subject: { en: 'the subject', zh: '对象' },
  subjectCount: { en: 'the number of subjects', zh: '对象数' },
  subjects: { en: 'the list of subjects', zh: '对象列表' },
  text: { en: 'the text of the rule', zh: '规则文本' },
  title: { en: 'the title', zh: '名称' },
  unknown: { en: 'the subjects not decided', zh: '无法判定的对象' },
  validTo: { en: 'the day of expiry', zh: '失效日期' },
  waitSeconds: { en: 'the length of the wait', zh: '等待秒数' },
  worker: { en: 'the name of the worker', zh: '工作进程名称' },
};

/** VALUE_INVALID: what is wrong with a value, called by its readable name and by the one in the schema. */
export const invalidValue = (type: string, reason: string, reasonZh: string): CodedError => {
  const name = NAMES[type];
  return new CodedError('VALUE_INVALID', {
    type,
    name: name === undefined ? type : `${name.en} (${type})`,
    nameZh: name === undefined ? type : `${name.zh}（${type}）`,
    reason,
    reasonZh,
  });
};
