// What workers and people hand in, refused in words where it cannot be kept.
import { CodedError } from '../../../schema/errors.ts';
import { invalidValue } from '../../../schema/values.ts';
import { givenList, isRowNumber } from '../../kit/sharing/given.ts';
import type { FindingsInput, HitInput, RuleAt, RuleRunReason, UnknownInput } from '../generated.ts';

/** Most hits, and most subjects not decided, that are entered at once. */
const HITS_MAX = 1000;
/** Most subjects that are named at once. */
const SUBJECTS_MAX = 5000;
/** Longest key of a person or an institution. Source: `schema/scalars.ts`. */
const KEY_MAX = 64;
/** Longest text of a rule, and of one JSON. */
const DOCUMENT_MAX = 200_000;
/** Most digits of yuan: its fen fit into 64 bits. */
const YUAN_DIGITS_MAX = 15;
/** Longest lease, in seconds. */
const LEASE_MAX = 3600;
/** Longest wait of a shard, in seconds: a day. */
const WAIT_MAX = 86_400;

/** Characters that Postgres keeps in no text and no JSON: NUL, and half of a pair of surrogates. */
const UNKEEPABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** JSON that Postgres keeps. */
export const keepable = (type: string, value: unknown): string => {
  const text = JSON.stringify(value);
  if (UNKEEPABLE.test(text))
    throw invalidValue(type, 'it has characters that no text can hold', '含有无法保存的字符');
  return text;
};

/** What is written as JSON. */
const givenJson = (type: string, text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidValue(type, 'it is not JSON', '不是有效的 JSON');
  }
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A JSON object; empty where none is given. */
export const givenObject = (
  type: string,
  text: string | null | undefined,
): Readonly<Record<string, unknown>> => {
  const value = text === null || text === undefined ? {} : givenJson(type, text);
  if (!isObject(value)) throw invalidValue(type, 'it is not a JSON object', '不是 JSON 对象');
  return value;
};

/** A document that says something. */
export const givenDocument = (type: string, text: string): string => {
  if (text.trim() === '' || text.length > DOCUMENT_MAX)
    throw invalidValue(type, `write 1 to ${DOCUMENT_MAX} characters`, `应为 1 至 ${DOCUMENT_MAX} 个字符`);
  keepable(type, text);
  return text;
};

/** True where a text may name a rule. */
export const isRuleId = (text: string): boolean => /^[A-Z][A-Z0-9-]{1,30}$/.test(text);

/** The id of a rule. */
export const givenRuleId = (id: string): string => {
  if (!isRuleId(id))
    throw invalidValue(
      'id',
      'write 2 to 31 capitals, digits and hyphens',
      '应为 2 至 31 个大写字母、数字或连字符',
    );
  return id;
};

/** A share, 0 to 1, where one is given. */
export const givenShare = (type: string, share: string | null | undefined): string | null => {
  if (share === null || share === undefined) return null;
  if (!/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/.test(share))
    throw invalidValue(type, 'write 0 to 1 with at most four decimals', '应为 0 至 1，至多四位小数');
  return share;
};

/** A whole number within bounds. */
const givenNumber = (type: string, value: number, [least, most]: readonly [number, number]): number => {
  if (value < least || value > most)
    throw invalidValue(type, `it must be from ${least} to ${most}`, `应在 ${least} 到 ${most} 之间`);
  return value;
};

/** Length of a lease, in seconds. */
export const givenLease = (seconds: number): number => givenNumber('leaseSeconds', seconds, [1, LEASE_MAX]);

const givenWait = (seconds: number | null | undefined): number | null =>
  seconds === null || seconds === undefined ? null : givenNumber('waitSeconds', seconds, [0, WAIT_MAX]);

/** A key of a person or an institution, or a name as short. */
export const givenKey = (type: string, key: string): string => {
  if (key.trim() === '' || key.length > KEY_MAX)
    throw invalidValue(type, `write 1 to ${KEY_MAX} characters`, `应为 1 至 ${KEY_MAX} 个字符`);
  keepable(type, key);
  return key;
};

/** Subjects that are named, at most so many. */
const givenSubjects = (subjects: readonly string[]): readonly string[] => {
  if (subjects.length > SUBJECTS_MAX)
    throw invalidValue('subjects', `name at most ${SUBJECTS_MAX}`, `至多 ${SUBJECTS_MAX} 项`);
  return subjects.map((subject) => givenKey('subject', subject));
};

/** The versions of rules that a run is about. */
export const givenRules = (rules: readonly RuleAt[]) => {
  givenList(
    'rules',
    rules.map(({ id, version }) => `${id} ${version}`),
  );
  return rules.map(({ id, version, subjects }) => ({
    id,
    version,
    subjects: subjects === null || subjects === undefined ? null : givenSubjects(subjects),
  }));
};

/** The subjects that were evaluated: in a range of keys, or those that are named. */
export type Evaluated =
  { readonly from: string | null; readonly upTo: string | null } | { readonly subjects: readonly string[] };

const givenEvaluated = ({ evaluated, subjects }: FindingsInput): Evaluated => {
  const range = evaluated ?? undefined;
  const listed = subjects ?? undefined;
  if ((range === undefined) === (listed === undefined))
    throw invalidValue(
      'FindingsInput',
      'give `evaluated` or `subjects`',
      '应给出 evaluated 或 subjects 之一',
    );
  if (range !== undefined) {
    keepable('KeyRange', range);
    return { from: range.from ?? null, upTo: range.upTo ?? null };
  }
  return { subjects: givenSubjects(listed ?? []) };
};

const givenAmount = (amount: string | null | undefined): string | null => {
  if (amount === null || amount === undefined) return null;
  if ((amount.split('.')[0] ?? '').length > YUAN_DIGITS_MAX)
    throw invalidValue('amount', `write at most ${YUAN_DIGITS_MAX} digits`, `至多 ${YUAN_DIGITS_MAX} 位`);
  return amount;
};

/** A hit as its row is written, by the names of columns. */
const hitRow = (hit: HitInput) => ({
  subject_kind: hit.subjectKind,
  subject: givenKey('subject', hit.subject),
  period: hit.period,
  institution_code: hit.institutionCode ?? (hit.subjectKind === 'INSTITUTION' ? hit.subject : null),
  severity: hit.severity,
  amount: givenAmount(hit.amount),
  digest: hit.digest,
  sentence_en: hit.sentenceEn,
  sentence_zh: hit.sentenceZh,
  evidence: givenJson('evidence', hit.evidence),
});

const unknownRow = ({ subjectKind, subject, owners }: UnknownInput) => ({
  subject_kind: subjectKind,
  subject: givenKey('subject', subject),
  institution_code: subjectKind === 'INSTITUTION' ? subject : null,
  owners: [...new Set(owners)].toSorted(),
});

const givenRows = <Given, Row>(
  type: string,
  given: readonly Given[],
  rowOf: (one: Given) => Row,
): readonly Row[] => {
  if (given.length > HITS_MAX) throw invalidValue(type, `give at most ${HITS_MAX}`, `至多 ${HITS_MAX} 项`);
  return given.map(rowOf);
};

/** How a worker goes on with its shard. */
export interface Step {
  readonly cursor: string | null;
  readonly subjects: number;
  readonly hits: number;
  readonly unknown: number;
  readonly requests: number;
  readonly milliseconds: number;
  readonly finished: boolean;
  readonly waitSeconds: number | null;
  readonly waitingFor: readonly string[];
  readonly error: string | null;
}

/** A shard as a worker says that it holds it. */
export interface Held {
  readonly id: string;
  readonly worker: string;
}

/** What was evaluated and found, as it is entered. */
export interface Findings {
  readonly ruleId: string;
  readonly version: number;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly evaluated: Evaluated;
  /** Rows as JSON, by the names of columns. */
  readonly hits: string;
  readonly unknown: string;
  /** Subjects that could not be decided. */
  readonly undecided: readonly string[];
  readonly reason: RuleRunReason;
  /** How long ago the facts began to be read. */
  readonly ageMilliseconds: number;
  readonly held: Held | undefined;
  readonly step: Step;
}

const MOST = 2 ** 31 - 1;

const givenHeld = ({ shardId, worker }: FindingsInput): Held | undefined => {
  if (shardId === null || shardId === undefined) return undefined;
  if (worker === null || worker === undefined || !isRowNumber(shardId))
    throw new CodedError('LEASE_LOST', { shard: shardId });
  return { id: shardId, worker };
};

/** What a worker hands in. */
export const givenFindings = (input: FindingsInput): Findings => {
  const hits = givenRows('hits', input.hits, hitRow);
  const unknown = givenRows('unknown', input.unknown, unknownRow);
  const evaluated = givenEvaluated(input);
  const named = 'subjects' in evaluated ? evaluated.subjects.length : 0;
  const owners = [...new Set(input.waitingFor ?? unknown.flatMap((one) => one.owners))].toSorted();
  keepable('FindingsInput', [input.cursor, input.error, owners]);
  return {
    ruleId: input.ruleId,
    version: input.version,
    asOf: input.asOf,
    evaluated,
    hits: keepable('hits', hits),
    unknown: keepable('unknown', unknown),
    undecided: unknown.map(({ subject }) => subject),
    reason: input.reason,
    ageMilliseconds: givenNumber('ageMilliseconds', input.ageMilliseconds ?? 0, [0, MOST]),
    held: givenHeld(input),
    step: {
      cursor: input.cursor ?? null,
      subjects: givenNumber('subjectCount', input.subjectCount ?? named, [0, MOST]),
      hits: hits.length,
      unknown: unknown.length,
      requests: givenNumber('requests', input.requests ?? 0, [0, MOST]),
      milliseconds: givenNumber('milliseconds', input.milliseconds ?? 0, [0, MOST]),
      finished: input.finished ?? false,
      waitSeconds: givenWait(input.waitSeconds),
      waitingFor: owners,
      error: input.error ?? null,
    },
  };
};
