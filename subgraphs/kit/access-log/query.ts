// Who looked at whom: accesses by page, the newest first.
import { CodedError } from '../../../schema/errors.ts';
import { pageSize } from '../database/pages.ts';
import { statement, type Reader } from '../database/reader.ts';
import { daysBefore } from './days.ts';
import type { AccessResult, PurposeKind, ViewerKind } from './record.ts';

/** An access as it is shown: without whomever else it touched. */
export interface ShownAccess {
  readonly seq: string;
  readonly time: Date;
  readonly viewer: string;
  readonly viewerKind: ViewerKind;
  readonly client: string | null;
  readonly department: string | null;
  readonly purpose: string | null;
  readonly purposeKind: PurposeKind | null;
  readonly coordinates: readonly string[];
  readonly result: AccessResult;
  readonly reason: string | null;
  readonly trace: string;
}

/** A page of accesses. */
export interface AccessPage {
  readonly rows: readonly ShownAccess[];
  readonly hasNextPage: boolean;
}

export interface AccessPageArguments {
  /** Default: 50. */
  readonly first?: number | undefined;
  /** `seq` of the last access of the page before. */
  readonly after?: string | undefined;
}

/** When the subject of an investigation may see that it was looked at. */
export interface Disclosure {
  readonly now: Date;
  /** Days from the access on. Source: the department's rule. */
  readonly delayDays: number;
}

const COLUMNS =
  'seq, time, viewer, viewer_kind as "viewerKind", client, department, purpose, purpose_kind as "purposeKind", coordinates, result, reason, trace';

/** Above any number of a record. */
const NEWEST = '9223372036854775807';

const cursor = (after = NEWEST): string => {
  if (!/^\d{1,18}$/.test(after) && after !== NEWEST) throw new CodedError('CURSOR_INVALID');
  return after;
};

const readPage = async (
  db: Reader,
  condition: string,
  { first, after }: AccessPageArguments,
  values: readonly unknown[],
): Promise<AccessPage> => {
  const size = pageSize({ first });
  const text = `select ${COLUMNS} from access_log where seq < $1 and ${condition} order by seq desc limit $2`;
  const rows = await db.rows<ShownAccess>(statement(text), [cursor(after), size + 1, ...values]);
  return { rows: rows.slice(0, size), hasNextPage: rows.length > size };
};

const DISCLOSED = "(purpose_kind is distinct from 'INVESTIGATION' or time <= $4)";

const disclosedUntil = ({ now, delayDays }: Disclosure): Date => daysBefore(now, delayDays);

/** Accesses to a person's data, as the person may see them. */
export const accessesOfPerson = (
  db: Reader,
  { pid, disclosure, ...page }: AccessPageArguments & { pid: string; disclosure: Disclosure },
): Promise<AccessPage> =>
  readPage(db, `pids @> array[$3::text] and ${DISCLOSED}`, page, [pid, disclosedUntil(disclosure)]);

/** Accesses to an institution's data, as the institution may see them. */
export const accessesOfInstitution = (
  db: Reader,
  { code, disclosure, ...page }: AccessPageArguments & { code: string; disclosure: Disclosure },
): Promise<AccessPage> =>
  readPage(db, `institution_codes @> array[$3::text] and ${DISCLOSED}`, page, [
    code,
    disclosedUntil(disclosure),
  ]);

/** Accesses of a department, as it may see its own and the owner may see all. */
export const accessesByDepartment = (
  db: Reader,
  { department, ...page }: AccessPageArguments & { department: string },
): Promise<AccessPage> => readPage(db, 'department = $3', page, [department]);
