import { perRequest, type ClientRequest } from '../client-request.ts';
import { OwnerFault } from './fault.ts';

/** How long one client request still waits for remote owners, whichever they are. */
export interface Patience {
  /** Waits for an owner's answer; when that takes too long the signal is aborted, and so it is when the client goes. */
  readonly wait: <T>(owner: string, work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** A fetch that takes no longer costs no patience, so that a long plan over healthy owners may take its time. */
const PROMPT_MS = 200;

/**
 * What a client request waits for late owners in all, and so the deadline of each fetch. Several owners that hang, or
 * one that is slow at each step of a plan, take together no longer than one. Source: trust.md, 2 s per fetch.
 */
const LATE_MS = 2_000;

/** What is left for the rest of the plan once a fetch was given up, for the healthy owners' part: 2.2 s of the 2.5 s. */
const GRACE_MS = 200;

/** Adds up the time in which at least one wait was late; waits at the same time are not added twice. */
const lateness = () => {
  let spent = 0;
  let waiting = 0;
  let since = 0;
  let endedAt = Number.NEGATIVE_INFINITY;
  return {
    begin: (startedAt: number): void => {
      if (waiting === 0) since = Math.max(startedAt, endedAt);
      waiting++;
    },
    end: (at: number): void => {
      waiting--;
      if (waiting > 0) return;
      spent += at - since;
      endedAt = at;
    },
    left: (at: number): number => LATE_MS - spent - (waiting > 0 ? at - since : 0),
  };
};

/** The patience of a request that begins now. */
export const createPatience = (client: Pick<ClientRequest, 'signal'>): Patience => {
  const late = lateness();
  const givenUp = new Set<string>();
  let overAt = Number.POSITIVE_INFINITY;

  const promptFor = (owner: string, startedAt: number): number =>
    givenUp.has(owner) ? 0 : Math.min(PROMPT_MS, overAt + GRACE_MS - startedAt);

  const wait: Patience['wait'] = async (owner, work) => {
    client.signal.throwIfAborted();
    const startedAt = performance.now();
    const prompt = promptFor(owner, startedAt);
    if (prompt <= 0) throw new OwnerFault('late', 'this request has waited for it, or for others, already');

    const controller = new AbortController();
    let isLate = false;
    const giveUp = (): void => {
      const now = performance.now();
      givenUp.add(owner);
      // A wait that began shortly before the end may have gone on beyond it.
      overAt = Math.min(overAt, now + late.left(now));
      controller.abort(new OwnerFault('late', `no answer after ${Math.round(now - startedAt)} ms`));
    };
    // A process that was busy reads first what has arrived meanwhile.
    const lookOnce = (): void => {
      look = setImmediate(giveUp);
    };
    const turnLate = (): void => {
      isLate = true;
      late.begin(startedAt);
      timer = setTimeout(lookOnce, Math.max(0, late.left(performance.now())));
    };
    const hangUp = (): void => controller.abort(client.signal.reason);
    let timer = setTimeout(turnLate, prompt);
    let look: NodeJS.Immediate | undefined;
    client.signal.addEventListener('abort', hangUp, { once: true });
    try {
      return await work(controller.signal);
    } finally {
      clearTimeout(timer);
      clearImmediate(look);
      client.signal.removeEventListener('abort', hangUp);
      if (isLate) late.end(performance.now());
    }
  };
  return { wait };
};

/** The one patience of a client request, shared by all owners that it asks. */
export const patienceOf = perRequest(createPatience);
