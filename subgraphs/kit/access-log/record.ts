// What the access log keeps of one access, and its bytes for hashing.
import type { PurposeKind } from '../../../schema/sharing.ts';
import { subjectsText } from './subjects.ts';

/** Who asks: a person, or a system of a partner. */
export type ViewerKind = 'PERSON' | 'SYSTEM';

/** What became of an access: its rows were served, or it was refused. */
export type AccessResult = 'SERVED' | 'REFUSED';

/** What was touched of which owner, by whom. */
interface AccessFacts {
  readonly time: Date;
  /** Subject of the viewer's token: a number of an account, never a name. */
  readonly viewer: string;
  readonly viewerKind: ViewerKind;
  /** The program that asked, as its token names it. */
  readonly client: string | null;
  /** Department that the viewer works for. */
  readonly department: string | null;
  /** Hash of the operation's document. */
  readonly operation: string;
  /** Department whose data it is. */
  readonly owner: string;
  /** Fields that were asked for, e.g. `Person.payroll`. */
  readonly coordinates: readonly string[];
  /** Persons whose data was touched. */
  readonly pids: readonly string[];
  /** Institutions whose data was touched. */
  readonly institutionCodes: readonly string[];
  /** Trace id of the request, as the other logs have it. */
  readonly trace: string;
}

/** An access as the owner's guard tells it: who asks, for what purpose, what is touched, what came of it. */
export interface Access extends AccessFacts {
  readonly purpose: { readonly id: string; readonly kind: PurposeKind } | null;
  /** The code of the refusal; null where the rows were served. */
  readonly refusal: string | null;
}

/** An access as it is kept: lists sorted, once each and bounded, texts such as Postgres can hold. */
export interface AccessRecord extends AccessFacts {
  readonly purpose: string | null;
  readonly purposeKind: PurposeKind | null;
  readonly result: AccessResult;
  /** The code of the refusal. */
  readonly reason: string | null;
  /** Persons and institutions that were touched beyond those that are listed. */
  readonly unlisted: number;
}

/** Most persons, and most institutions, that one record lists. Source: the largest page of a list has 1,000 rows. */
export const SUBJECTS_MAX = 1000;

/** Longest text, in UTF-16 units: clients choose some of them, and must not fill the disk with them. */
const TEXT_MAX = 256;

const PID = /^[0-9a-f]{32}$/;
/** Almost every text: as it is, it is as it is kept. */
const PLAIN = /^[ -~]*$/;
const NUL = /\0/g;

/** A text as the log has it, within its bounds; what UTF-8 or Postgres cannot hold becomes U+FFFD. */
export const keptText = (text: string): string =>
  text.length <= TEXT_MAX && PLAIN.test(text)
    ? text
    : Buffer.from(text.slice(0, TEXT_MAX)).toString('utf8').replace(NUL, '\uFFFD');

const keptOrNull = (text: string | null): string | null => (text === null ? null : keptText(text));

const sortedOnce = (texts: readonly string[]): string[] => [...new Set(texts)].sort();

/** An identity number or a name would stay for years: nothing but the person key is taken for a person. */
const assertPids = (pids: readonly string[]): void => {
  if (!pids.every((pid) => PID.test(pid))) throw new Error('the access log was given a person without a pid');
};

/** The record of an access. */
export const accessRecord = (access: Access): AccessRecord => {
  assertPids(access.pids);
  const [pids, codes] = [sortedOnce(access.pids), sortedOnce(access.institutionCodes.map(keptText))];
  return {
    time: access.time,
    viewer: keptText(access.viewer),
    viewerKind: access.viewerKind,
    client: keptOrNull(access.client),
    department: keptOrNull(access.department),
    purpose: keptOrNull(access.purpose?.id ?? null),
    purposeKind: access.purpose?.kind ?? null,
    operation: keptText(access.operation),
    owner: keptText(access.owner),
    coordinates: sortedOnce(access.coordinates.map(keptText)),
    pids: pids.slice(0, SUBJECTS_MAX),
    institutionCodes: codes.slice(0, SUBJECTS_MAX),
    unlisted: Math.max(0, pids.length - SUBJECTS_MAX) + Math.max(0, codes.length - SUBJECTS_MAX),
    result: access.refusal === null ? 'SERVED' : 'REFUSED',
    reason: keptOrNull(access.refusal),
    trace: keptText(access.trace),
  };
};

/** Names the order of the fields below; another order or another field gets another name. */
const ENCODING = 'access/1';

/** The fields of a record in the order in which they are hashed and kept: those before its subjects, and those behind. */
export const fieldsOf = (record: AccessRecord) => ({
  before: [
    record.time,
    record.viewer,
    record.viewerKind,
    record.client,
    record.department,
    record.purpose,
    record.purposeKind,
    record.operation,
    record.owner,
    record.coordinates,
  ] as const,
  after: [record.unlisted, record.result, record.reason, record.trace] as const,
});

const withoutBrackets = (values: readonly unknown[]): string => JSON.stringify(values).slice(1, -1);

/**
 * The bytes of a record that its hash is made over: one JSON array with the fields in a fixed order. Two records never
 * have the same bytes, for JSON quotes every text, writes null unlike any text, and can be read back in one way only;
 * with an array there are no names whose order could differ. The text of its subjects is taken where it is at hand.
 */
export const encodeRecord = (record: AccessRecord, subjects = subjectsText(record)): Buffer => {
  const {
    before: [time, ...others],
    after,
  } = fieldsOf(record);
  // A time that is not one, such as Postgres' infinity, is a number, too.
  const before = withoutBrackets([ENCODING, Number(time), ...others]);
  return Buffer.from(`[${before},${subjects},${withoutBrackets(after)}]`);
};
