// The agreements of a department in memory: never older than a second, and none where the database does not answer.
import { CodedError } from '../../../schema/errors.ts';
import { selectList } from '../database/columns.ts';
import { statement, type Reader } from '../database/reader.ts';
import type { Agreement } from './agreement.ts';
import { AgreementRow } from './entities.ts';

/** The agreements as they were at some time. */
export interface Snapshot {
  /** Another one where an agreement has changed. */
  readonly version: string;
  readonly agreements: readonly Agreement[];
}

export interface Snapshots {
  /** The agreements of now; a promise where they have to be read first. Rejected with DATABASE_UNAVAILABLE. */
  readonly current: () => Snapshot | Promise<Snapshot>;
  /** Ends the looking; resolves when no statement is under way. */
  readonly close: () => Promise<void>;
}

export interface SnapshotOptions {
  /** Reads as the application role; what it sends belongs to no request. */
  readonly reader: (signal: AbortSignal) => Reader;
  /** Monotonic clock in ms; default: that of the process. */
  readonly now?: () => number;
  /** Time between two looks in ms; default: 400. */
  readonly everyMs?: number;
}

/** A change is in force everywhere within this time. */
const AGE_MAX_MS = 1000;
/** Two looks, and the time that one takes, fit into the age. */
const EVERY_MS = 400;
/** Longest time that somebody waits for the agreements. */
const READ_MAX_MS = 2000;

const VERSION = statement('select version from agreement_version');
const AGREEMENTS = statement(`select ${selectList(AgreementRow)} from agreement order by id`);

/** The agreements now: the ones that are known, where nothing has changed. */
const read = async (db: Reader, known: Snapshot | undefined): Promise<Snapshot> => {
  const [row] = await db.rows<{ version: string }>(VERSION, []);
  if (row === undefined) throw new Error('the agreements have no version');
  if (row.version === known?.version) return known;
  // Read after the version: they may be newer than it says, and are then read again.
  return { version: row.version, agreements: await db.rows<AgreementRow>(AGREEMENTS, []) };
};

/** Keeps the agreements of a department in memory, and looks for changes. */
export const openSnapshots = ({
  reader,
  now = () => performance.now(),
  everyMs = EVERY_MS,
}: SnapshotOptions): Snapshots => {
  let known: Snapshot | undefined;
  /** When the look began that `known` is from. */
  let lookedAt = -Infinity;
  let looking: Promise<Snapshot> | undefined;

  const look = async (): Promise<Snapshot> => {
    const began = now();
    try {
      known = await read(reader(AbortSignal.timeout(READ_MAX_MS)), known);
      lookedAt = began;
      return known;
    } catch (cause) {
      throw new CodedError('DATABASE_UNAVAILABLE', {}, { cause });
    } finally {
      looking = undefined;
    }
  };
  const refresh = (): Promise<Snapshot> => (looking ??= look());
  const isFresh = (): boolean => now() - lookedAt <= AGE_MAX_MS;
  /** A look that was under way already may have begun too long ago. */
  const fresh = async (): Promise<Snapshot> => {
    const snapshot = await refresh();
    return isFresh() ? snapshot : refresh();
  };
  const timer = setInterval(() => {
    // Whoever asks next is told.
    refresh().catch(() => undefined);
  }, everyMs);
  timer.unref();

  return {
    current: () => (known !== undefined && isFresh() ? known : fresh()),
    close: async () => {
      clearInterval(timer);
      await looking?.catch(() => undefined);
    },
  };
};
