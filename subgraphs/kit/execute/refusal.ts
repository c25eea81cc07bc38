// What an owner says of a field that it does not serve, or serves in part: what, why, and what to do next.
import { CodedError } from '../../../schema/errors.ts';
import type { RefusalReason } from '../../../schema/sharing.ts';
import type { Refused } from './guarding.ts';

/** What to do next, in both languages; `{Owner}` is the owner's name as root fields have it. */
interface Advice {
  readonly en: string;
  readonly zh: string;
}

const ADVICE = {
  WITHHELD: {
    en: 'It is for its own staff only and cannot be applied for.',
    zh: '该字段不予共享，仅本部门人员可见，无法申请。',
  },
  PURPOSE_MISSING: {
    en: 'Say what it is for: the header `x-purpose: <department>/<task id>`, with a task in force that you are on.',
    zh: '请用请求头 x-purpose: <部门>/<任务编号> 说明用途，任务须有效且你在其中。',
  },
  PURPOSE_NOT_COVERED: {
    en: 'Name a task of a kind that the agreement covers, or apply with `requestAgreementOf{Owner}`.',
    zh: '请使用协议所涵盖类型的任务，或通过 requestAgreementOf{Owner} 申请。',
  },
  AGREEMENT_MISSING: {
    en: 'Apply for an agreement with `requestAgreementOf{Owner}`.',
    zh: '请通过 requestAgreementOf{Owner} 申请共享协议。',
  },
  AGREEMENT_NOT_YET_IN_FORCE: {
    en: 'Ask again when the agreement is in force: `agreementsOf{Owner}` has its first day.',
    zh: '协议尚未生效，生效日期见 agreementsOf{Owner}。',
  },
  AGREEMENT_EXPIRED: {
    en: 'Apply for a new agreement with `requestAgreementOf{Owner}`.',
    zh: '协议已到期，请通过 requestAgreementOf{Owner} 重新申请。',
  },
  AGREEMENT_SUSPENDED: {
    en: 'The agreement is suspended: `agreementsOf{Owner}` has the reason.',
    zh: '协议已暂停，原因见 agreementsOf{Owner}。',
  },
  OUT_OF_SCOPE: {
    en: 'Ask for institutions of your task and agreement only, or apply for more with `requestAgreementOf{Owner}`.',
    zh: '请只查询任务及协议范围内的机构，或通过 requestAgreementOf{Owner} 申请扩大范围。',
  },
} as const satisfies Record<RefusalReason, Advice>;

const WIDER: Advice = {
  en: 'Apply for more with `requestAgreementOf{Owner}`.',
  zh: '如需更大范围，请通过 requestAgreementOf{Owner} 申请。',
};

const advise = (owner: string, { en, zh }: Advice): { readonly apply: string; readonly applyZh: string } => {
  const name = owner.charAt(0).toUpperCase() + owner.slice(1);
  return { apply: en.replaceAll('{Owner}', name), applyZh: zh.replaceAll('{Owner}', name) };
};

/** The error of a field that its owner does not serve, or not with an argument that chooses rows by another. */
export const refusal = (
  owner: string,
  { coordinate, reason, argument }: Omit<Refused, 'kind'>,
): CodedError => {
  const where = argument === undefined ? {} : { argument };
  return new CodedError('SHARING_REFUSED', {
    owner,
    coordinate,
    reason,
    ...where,
    ...advise(owner, ADVICE[reason]),
  });
};

/** What stands beside a field whose rows are those of some institutions, whether or not others were left out. */
export const limitation = (owner: string, coordinate: string): CodedError =>
  new CodedError('SHARING_LIMITED', { owner, coordinate, ...advise(owner, WIDER) });
