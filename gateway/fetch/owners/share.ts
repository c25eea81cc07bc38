import { isDeepStrictEqual } from 'node:util';
import { copyOf } from '../merge/merge.ts';
import type { Entity } from '../merge/entity.ts';
import { unlessAborted } from './abort.ts';
import type { ClientRequest } from './client-request.ts';
import type { FetchAnswer, FetchOperation, FetchRequest } from './owner.ts';

/** Asks an owner. */
type Fetch<Answer> = (request: FetchRequest) => Promise<Answer>;

/** A fetch under way, and those who wait for the same answer. */
interface Flight<Answer> {
  readonly request: FetchRequest;
  readonly joined: ((answer: Promise<Answer>) => void)[];
}

/** How long a client waits for what it did not ask itself. */
type Wait = <T>(client: ClientRequest, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;

/** True where a fetch under way answers a request, too; one whose client has gone may never be answered. */
const isSame = (a: FetchRequest, b: FetchRequest): boolean =>
  !a.client.signal.aborted &&
  a.client.viewer === b.client.viewer &&
  a.client.supposed === b.client.supposed &&
  isDeepStrictEqual(a.variables, b.variables);

/** Each receiver writes into its answer, so that nobody gets another's. What is to be done before it leaves is the same. */
const copyOfAnswer = <Answer extends FetchAnswer>(answer: Answer): Answer => ({
  ...answer,
  data: copyOf(answer.data) as Entity | null,
});

/**
 * An owner is asked once where one viewer asks the same thing several times at the same moment, as a dashboard does
 * whose panels read the same unit. Changes are never shared, and nothing is kept once it is answered.
 */
export const shareFetches = <Answer extends FetchAnswer>(
  ask: Fetch<Answer>,
  wait: Wait = ({ signal }, work) => work(signal),
): Fetch<Answer> => {
  const flights = new Map<FetchOperation, Set<Flight<Answer>>>();

  const join = async (request: FetchRequest, flight: Flight<Answer>): Promise<Answer> => {
    const answer = new Promise<Answer>((resolve) => flight.joined.push(resolve));
    try {
      return await wait(request.client, (signal) => unlessAborted(answer, signal));
    } catch (error) {
      // Whoever asked first has gone: that is no answer for the others.
      if (!flight.request.client.signal.aborted) throw error;
      request.client.signal.throwIfAborted();
      return fetch(request);
    }
  };

  const fly = async (request: FetchRequest, under: Set<Flight<Answer>>): Promise<Answer> => {
    const flight: Flight<Answer> = { request, joined: [] };
    under.add(flight);
    const answer = ask(request);
    try {
      const arrived = await answer;
      // Now, before the first receiver writes into the answer.
      for (const give of flight.joined) give(Promise.resolve(copyOfAnswer(arrived)));
      return arrived;
    } catch (error) {
      for (const give of flight.joined) give(answer);
      throw error;
    } finally {
      under.delete(flight);
      if (under.size === 0) flights.delete(request.operation);
    }
  };

  const fetch: Fetch<Answer> = (request) => {
    if (request.operation.kind === 'mutation') return ask(request);
    const under = flights.get(request.operation) ?? new Set();
    flights.set(request.operation, under);
    for (const flight of under) if (isSame(flight.request, request)) return join(request, flight);
    return fly(request, under);
  };

  return fetch;
};
