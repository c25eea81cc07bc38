// Writes accesses durably, in groups, into one chain.
import pg, { type ClientBase } from 'pg';
import { CodedError } from '../../../schema/errors.ts';
import { chained, headSeal, type ChainedRecord, type Link } from './chain.ts';
import { groupWrites, type Take } from './group.ts';
import { lockHead } from './head.ts';
import type { KeyRing } from './keys.ts';
import { accessRecord, type Access, type AccessRecord } from './record.ts';
import { COLUMN_NAMES, COLUMN_TYPES, toRow } from './rows.ts';
import { inTransaction } from '../database/transaction.ts';

/**
 * Longest time that an answer waits for its record. A gateway gives a department elsewhere up after 2 s, and then asks
 * it nothing more, not for its own staff either: the refusal must be there before.
 */
const DEADLINE_MS = 1500;
/** Most records of one statement, so that a statement stays far from the deadline. */
const GROUP_MAX = 1000;

/** The access log of a department, for adding to it. */
export interface AccessLog {
  /**
   * Fulfilled when the record is on the disk, and only then may the answer leave. Rejected with ACCESS_LOG_UNAVAILABLE
   * when that cannot be told within the deadline: the record may be there all the same, the answer may not leave.
   */
  readonly append: (access: Access) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface AccessLogOptions {
  /** Connection string of the application role. */
  readonly url: string;
  /** Department whose log it is. */
  readonly owner: string;
  readonly keys: KeyRing;
  /** Default: 1500. */
  readonly deadlineMs?: number;
}

/** Whatever ends, it also ends in the database: a lock that is waited for in vain is not waited for any longer. */
const beginStatement = (deadlineMs: number): string => `
  begin;
  set local synchronous_commit = on;
  set local statement_timeout = ${deadlineMs};
  set local idle_in_transaction_session_timeout = ${deadlineMs}`;

const APPEND = {
  name: 'access_log_append',
  text: `
    with moved as (update access_log_head set seq = $2, hash = $3, key_id = $4, seal = $5)
    insert into access_log (${COLUMN_NAMES})
    select ${COLUMN_NAMES} from json_to_recordset($1) as record(${COLUMN_TYPES})`,
};

/** Adds records behind the end of the chain, which is moved to the last of them. */
export const insertRecords = async (
  client: ClientBase,
  { current }: KeyRing,
  records: readonly ChainedRecord[],
  end: Link,
): Promise<void> => {
  const rows = JSON.stringify(records.map((record) => toRow(record, current.id)));
  const values = [rows, end.seq, end.hash, current.id, headSeal(current.key, end)];
  const { rowCount } = await client.query({ ...APPEND, values });
  if (rowCount !== records.length) throw new Error('the access log did not take every record');
};

/** Writes one group in one transaction; what arrives until the head is had still belongs to it. */
const writeGroup =
  (keys: KeyRing, take: Take<AccessRecord>) =>
  async (db: ClientBase): Promise<void> => {
    const head = await lockHead(db, keys);
    const records = chained(keys.current.key, head, take());
    await insertRecords(db, keys, records, records.at(-1) ?? head);
  };

/** Opens the access log of a department. Several processes may have it open: they write one chain. */
export const openAccessLog = ({
  url,
  owner,
  keys,
  deadlineMs = DEADLINE_MS,
}: AccessLogOptions): AccessLog => {
  // A connection of its own: readers that wait for theirs never keep a record waiting.
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'fournets access log',
    max: 1,
    connectionTimeoutMillis: deadlineMs,
  });
  // One that breaks is made again for the next group.
  pool.on('error', () => undefined);
  const begin = [beginStatement(deadlineMs)];
  const groups = groupWrites<AccessRecord>({
    write: (take, signal) => inTransaction(pool, writeGroup(keys, take), { begin, signal }),
    max: GROUP_MAX,
    deadlineMs,
  });
  return {
    append: async (access) => {
      const record = accessRecord(access);
      try {
        await groups.add(record);
      } catch (cause) {
        throw new CodedError('ACCESS_LOG_UNAVAILABLE', { owner }, { cause });
      }
    },
    close: async () => {
      await groups.idle();
      await pool.end();
    },
  };
};
