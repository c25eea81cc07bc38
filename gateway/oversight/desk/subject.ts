// Whether what somebody names can be a subject of a rule, before and after the rule is asked about it.
import { CodedError } from '../../../schema/errors.ts';
import { formOf, type ScalarName } from '../../../schema/scalars.ts';
import type { Ask } from '../judge/page.ts';
import { question, type Question } from '../question.ts';
import type { Rule } from '../rule/compile.ts';
import type { Bilingual, SubjectKind } from '../rule/metadata.ts';

interface Kind extends Bilingual {
  readonly scalar: ScalarName;
  /** Asks the register for one. */
  readonly register: Question;
  readonly registerOf: Bilingual;
}

const KINDS: Readonly<Record<SubjectKind, Kind>> = {
  PERSON: {
    en: 'the key of a person',
    zh: '人员标识',
    scalar: 'Pid',
    // As rules read them: an agreement for standing rules covers no other register of people.
    register: question(`query RegisteredPerson($keys: [Pid!], $asOf: Date) {
      seated: personsOfEstablishment(of: SEATED, among: $keys, first: 1, asOf: $asOf) { pid }
      employed: personsOfHr(of: EMPLOYED, among: $keys, first: 1, asOf: $asOf) { pid }
      retired: personsOfHr(of: RETIRED, among: $keys, first: 1, asOf: $asOf) { pid }
      died: personsOfHr(of: DIED, among: $keys, first: 1, asOf: $asOf) { pid }
      paid: personsOfFinance(of: PAID, among: $keys, first: 1, asOf: $asOf) { pid }
    }`),
    registerOf: {
      en: 'the registers of seats, employments, retirements, deaths and pay',
      zh: '在编、在册、退休、死亡和发薪登记',
    },
  },
  INSTITUTION: {
    en: 'the code of an institution',
    zh: '机构代码',
    scalar: 'InstitutionCode',
    register: question(
      'query RegisteredInstitution($key: InstitutionCode!, $asOf: Date) { one: institution(code: $key, asOf: $asOf) { code } }',
    ),
    registerOf: { en: 'the register of institutions', zh: '机构名册' },
  },
};

/** Refuses what can be no key of the rule's subjects: RULE_SUBJECT_INVALID. */
export const checkSubject = ({ metadata: { id: rule, subject: kind } }: Rule, subject: string): void => {
  const { en, zh, scalar } = KINDS[kind];
  const form = formOf(scalar);
  if (form.accepts(subject)) return;
  throw new CodedError('RULE_SUBJECT_INVALID', {
    rule,
    wanted: en,
    wantedZh: zh,
    reason: form.en,
    reasonZh: form.zh,
  });
};

/**
 * Whether registers of the day have a subject that the rule does not look at; null where an owner does not say. Throws
 * RULE_SUBJECT_UNKNOWN where none has it.
 */
export const requireRegistered = async (
  rule: Rule,
  subject: string,
  asOf: string,
  ask: Ask,
): Promise<true | null> => {
  const { register, registerOf } = KINDS[rule.metadata.subject];
  const { data, errors = [] } = await ask({ ...rule, ...register }, { key: subject, keys: [subject], asOf });
  const told = Object.values(data ?? {});
  if (told.some((one) => one !== null && (!Array.isArray(one) || one.length > 0))) return true;
  if (errors.length > 0) return null;
  throw new CodedError('RULE_SUBJECT_UNKNOWN', {
    rule: rule.metadata.id,
    subject,
    day: asOf,
    register: registerOf.en,
    registerZh: registerOf.zh,
  });
};
