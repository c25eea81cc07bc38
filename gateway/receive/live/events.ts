import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { EVENTS_TYPE } from '../http/answer-type.ts';

/** Proxies hang up on who is silent for 30 or 60 s, and a client that is gone is only noticed by writing. */
const KEEP_ALIVE_MS = 12_000;

/** Answers that go out one after the other. */
export interface Events {
  /** Sends an answer, and waits until the client has taken what it was sent. */
  readonly next: (text: string, signal: AbortSignal) => Promise<void>;
  /** Says that no more will come. */
  readonly complete: () => void;
}

/** Answers have no newline, of which each would begin another line of data. An event without data is not told to scripts. */
const eventOf = (name: string, data: string): string => `event: ${name}\ndata: ${data}\n\n`;

/**
 * Begins to answer with events: whatever else goes wrong is one of them. Proxies are told to pass them on at once.
 * Source: GraphQL over Server-Sent Events, distinct connections mode; HTML, section 9.2.
 */
export const openEvents = (response: ServerResponse): Events => {
  response.setHeader('content-type', `${EVENTS_TYPE}; charset=utf-8`);
  response.setHeader('x-accel-buffering', 'no');
  response.flushHeaders();
  const beat = setInterval(() => response.write(':\n\n'), KEEP_ALIVE_MS);
  response.once('close', () => clearInterval(beat));
  return {
    next: async (text, signal) => {
      if (response.write(eventOf('next', text))) return;
      await once(response, 'drain', { signal }).catch(() => undefined);
    },
    complete: () => {
      clearInterval(beat);
      response.end(eventOf('complete', ''));
    },
  };
};
