// What changes at the owners, published: at least once, in each owner's order, going on where the stream ends.
import type { NatsConnection } from '@nats-io/transport-node';
import { DEPARTMENT_NAMES, type DepartmentName } from '../../../schema/departments.ts';
import type { Feed } from '../feed/feed.ts';
import type { Line } from './line.ts';
import { changeStreamOver, type ChangeStream, type Standing } from './stream.ts';

interface Held {
  readonly connection: NatsConnection;
  readonly stream: ChangeStream;
  /** Undefined where it is to be read from the stream. */
  standing: Standing | undefined;
}

/**
 * Publishes what is new at each owner, any number of processes at once: the stream takes what fits behind its end, and
 * whoever is late reads where it stands. Throws where the server does not keep what it is given; it goes on from there
 * when it is called again. An owner that does not answer is left for the next time.
 */
export const publisher = ({ feed, line }: { readonly feed: Feed; readonly line: Line }) => {
  let held: Held | undefined;

  const hold = async (): Promise<Held> => {
    const connection = await line.connection();
    if (held?.connection !== connection)
      held = { connection, stream: await changeStreamOver(connection), standing: undefined };
    return held;
  };

  /** Publishes a page of an owner; true where more is there. Who was late leaves the rest to the next time. */
  const publishPage = async (own: Held, owner: DepartmentName): Promise<boolean> => {
    own.standing ??= await own.stream.standing();
    const after = own.standing.positions.get(owner);
    if (after === undefined) {
      const end = await feed.end(owner).catch(() => undefined);
      if (end === undefined) return false;
      await own.stream.begin(owner, end);
      own.standing = undefined;
      return true;
    }
    const news = await feed.behind(owner, after).catch(() => undefined);
    if (news === undefined || news.changes.length === 0) return false;
    own.standing = await own.stream.append(own.standing, owner, news.changes);
    return own.standing !== undefined && news.more;
  };

  return async (signal: AbortSignal): Promise<void> => {
    try {
      const own = await hold();
      for (const owner of DEPARTMENT_NAMES)
        while (!signal.aborted && (await publishPage(own, owner))) {
          // Page by page.
        }
    } catch (error) {
      held = undefined;
      throw error;
    }
  };
};
