import type { Bell } from '../follow/bell.ts';
import { feedOf } from '../feed/feed.ts';
import type { Request } from '../graph.ts';
import { openLine } from './line.ts';
import { publisher } from './publisher.ts';

export interface PublishingOptions {
  /** Address of the NATS server. */
  readonly url: string;
  readonly request: Request;
  /** Told once when publishing is held up, and once when it goes on. */
  readonly onHeldUp: (error: unknown) => void;
  readonly onGoingOn: () => void;
}

/** Changes are published, and whoever follows them may wait for that. */
export interface Publishing {
  readonly bell: Bell;
  /** Publishes what is new; what it cannot publish, it does the next time. */
  readonly publish: (signal: AbortSignal) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Publishes changes to a stream of NATS JetStream. Where that is away, nothing else waits for it. */
export const openPublishing = ({ url, request, onHeldUp, onGoingOn }: PublishingOptions): Publishing => {
  const line = openLine(url);
  const publishNews = publisher({ feed: feedOf(request), line });
  let isHeldUp = false;
  return {
    bell: line.bell,
    publish: async (signal) => {
      try {
        await publishNews(signal);
        if (isHeldUp) onGoingOn();
        isHeldUp = false;
      } catch (error) {
        if (!isHeldUp && !signal.aborted) onHeldUp(error);
        isHeldUp = true;
      }
    },
    close: line.close,
  };
};
