// The stream of changes in JetStream, and where it stands: what is published is read back from it, and kept nowhere else.
import {
  jetstream,
  JetStreamApiCodes,
  JetStreamApiError,
  jetstreamManager,
  type JetStreamManager,
  type PubAck,
} from '@nats-io/jetstream';
import { nanos, type NatsConnection } from '@nats-io/transport-node';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { FeedChange } from '../feed/feed.ts';
import { ALL_CHANGES, changesOf, messageOf } from './message.ts';

const DAY_MS = 86_400_000;
/** Messages name people: they are kept for those who are away for a while, not for ever. */
const KEPT_MS = 7 * DAY_MS;
/** A change that is published twice within this time is kept once. */
const DEDUPE_MS = 600_000;
/** What the server says where the last message is another one. Source: `JSStreamWrongLastMsgIDErrF` of nats-server. */
const WRONG_LAST_MESSAGE = 10_070;
/** Longest wait for the server to have kept what was published. */
const TIMEOUT_MS = 5_000;

const POSITIONS_PREFIX = 'fournets.positions';
const positionOf = (owner: DepartmentName): string => `${POSITIONS_PREFIX}.${owner}`;

/** Streams are made where they are missing, and else left as whoever runs the server wants them. */
const CHANGES = {
  name: 'fournets-changes',
  subjects: [ALL_CHANGES],
  max_age: nanos(KEPT_MS),
  duplicate_window: nanos(DEDUPE_MS),
};
/** One message for each owner: the cursor that was reached. It outlives what the stream of changes lets go. */
const POSITIONS = {
  name: 'fournets-positions',
  subjects: [`${POSITIONS_PREFIX}.*`],
  max_msgs_per_subject: 1,
};

/** Where the stream stands. */
export interface Standing {
  /** Number of its last message: what is appended must come right behind it. */
  readonly lastSequence: number;
  /** Cursors behind the last change of each owner that was published. */
  readonly positions: ReadonlyMap<DepartmentName, string>;
}

/** The stream of changes. */
export interface ChangeStream {
  readonly standing: () => Promise<Standing>;
  /** Says where an owner's changes begin that was never published, unless somebody else has. */
  readonly begin: (owner: DepartmentName, cursor: string) => Promise<void>;
  /**
   * Appends changes of an owner in their order and without a gap; where it stands then, or undefined where somebody else
   * appended meanwhile, and where it stands is to be read again. Throws where the server did not keep them.
   */
  readonly append: (
    at: Standing,
    owner: DepartmentName,
    changes: readonly FeedChange[],
  ) => Promise<Standing | undefined>;
}

const isCode = (error: unknown, code: number): boolean =>
  error instanceof JetStreamApiError && error.code === code;

/** That something else came right before. */
const isLate = (error: unknown): boolean =>
  isCode(error, JetStreamApiCodes.StreamWrongLastSequence) || isCode(error, WRONG_LAST_MESSAGE);

const lastSequenceOf = async (
  manager: JetStreamManager,
  stream: typeof CHANGES | typeof POSITIONS,
): Promise<number> => {
  const { state } = await manager.streams.info(stream.name).catch((error: unknown) => {
    if (isCode(error, JetStreamApiCodes.StreamNotFound)) return manager.streams.add(stream);
    throw error;
  });
  return state.last_seq;
};

const publishedOf = async (
  { streams }: JetStreamManager,
  owner: DepartmentName,
): Promise<string | undefined> => {
  const change = await streams.getMessage(CHANGES.name, { last_by_subj: changesOf(owner) });
  if (change !== null) return change.json<{ cursor: string }>().cursor;
  return (await streams.getMessage(POSITIONS.name, { last_by_subj: positionOf(owner) }))?.string();
};

/** Acknowledgements up to the first that did not come, and why it did not. */
const leading = (
  results: readonly PromiseSettledResult<PubAck>[],
): { readonly kept: readonly PubAck[]; readonly fault: unknown } => {
  const failed = results.findIndex(({ status }) => status === 'rejected');
  const kept = results.slice(0, failed === -1 ? undefined : failed);
  const fault = results[failed];
  return {
    kept: kept.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    fault: fault?.status === 'rejected' ? fault.reason : undefined,
  };
};

/** The stream of changes over a connection. */
export const changeStreamOver = async (connection: NatsConnection): Promise<ChangeStream> => {
  const client = jetstream(connection, { timeout: TIMEOUT_MS });
  const manager = await jetstreamManager(connection, { timeout: TIMEOUT_MS, checkAPI: false });

  const reach = (owner: DepartmentName, cursor: string, expect: { lastSubjectSequence?: number } = {}) =>
    client.publish(positionOf(owner), cursor, { expect: { streamName: POSITIONS.name, ...expect } });

  return {
    standing: async () => {
      // First: what others append from here on is met when something is appended.
      const lastSequence = await lastSequenceOf(manager, CHANGES);
      await lastSequenceOf(manager, POSITIONS);
      const positions = new Map<DepartmentName, string>();
      for (const owner of DEPARTMENT_NAMES) {
        const cursor = await publishedOf(manager, owner);
        if (cursor !== undefined) positions.set(owner, cursor);
      }
      return { lastSequence, positions };
    },
    begin: async (owner, cursor) => {
      await reach(owner, cursor, { lastSubjectSequence: 0 }).catch((error: unknown) => {
        if (!isLate(error)) throw error;
      });
    },
    append: async ({ lastSequence, positions }, owner, changes) => {
      const messages = changes.map((change) => messageOf(owner, change));
      // All under way at once: each is kept only right behind the one before it, the first where the stream stood.
      const results = await Promise.allSettled(
        messages.map(({ subject, id, payload }, index) => {
          const before = messages[index - 1];
          const expect = before === undefined ? { lastSequence } : { lastMsgID: before.id };
          return client.publish(subject, payload, {
            msgID: id,
            expect: { streamName: CHANGES.name, ...expect },
          });
        }),
      );
      const { kept, fault } = leading(results);
      const cursor = changes[kept.length - 1]?.cursor;
      if (cursor !== undefined) await reach(owner, cursor);
      if (fault !== undefined && !isLate(fault)) throw fault;
      const last = kept.at(-1);
      if (fault !== undefined || cursor === undefined || last === undefined) return undefined;
      if (kept.some(({ duplicate }) => duplicate)) return undefined;
      return { lastSequence: last.seq, positions: new Map(positions).set(owner, cursor) };
    },
  };
};
