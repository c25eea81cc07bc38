import { perRequest, type ClientRequest } from '../fetch/owners/client-request.ts';

/** Has what one request asks for follow each other: many of them take the time of that request alone. */
export const inTurns = (): (<T>(client: ClientRequest, work: () => Promise<T>) => Promise<T>) => {
  const queueOf = perRequest(() => ({ last: Promise.resolve<unknown>(undefined) }));
  return (client, work) => {
    const queue = queueOf(client);
    const turn = queue.last.then(work);
    queue.last = turn.catch(() => undefined);
    return turn;
  };
};
