import { ASSERTION_HEADER } from '../../../schema/door.ts';
import { CodedError } from '../../../schema/errors.ts';
import type { ClientRequest } from './client-request.ts';
import type { FetchAnswer, FetchOperation, OnFetch, Owner } from './owner.ts';
import { readAnswer } from './remote/answer.ts';
import { completeAnswers } from './remote/complete.ts';
import { codedFault, OwnerFault } from './remote/fault.ts';
import { guard, type OnBreaker } from './remote/guard.ts';
import { patienceOf } from './remote/patience.ts';
import { openLine } from './remote/post.ts';
import { requestBodies } from './remote/request-body.ts';
import { askAgain } from './remote/retry.ts';
import { signedFor, type Sign, type SignedFor } from './remote/sign.ts';
import { shareFetches } from './share.ts';

/** Longest wait for a remote owner's readiness. */
const READY_TIMEOUT_MS = 2_000;

/** Longest wait for a probe: it reads nothing, so a live owner answers in milliseconds. See `REST_MS`. */
const PROBE_TIMEOUT_MS = 1_000;

/** What every GraphQL server answers without looking at its data. */
const PROBE = JSON.stringify({ query: '{ __typename }' });

/** One patience for whatever a client request waits for; what ends it has a code. */
const waitingFor =
  (owner: string) =>
  async <T>(
    client: ClientRequest,
    work: (signal: AbortSignal) => Promise<T>,
    asked: FetchOperation['kind'] = 'query',
  ): Promise<T> => {
    try {
      return await patienceOf(client).wait(owner, work);
    } catch (error) {
      throw error instanceof OwnerFault ? codedFault(owner, error, asked) : error;
    }
  };

/**
 * An owner that runs elsewhere, reached over HTTP. Each attempt is signed anew: an assertion is taken once.
 *
 *     patience (one for a client request) ▶ guard (breaker) ▶ ask again (queries) ▶ sign ▶ post ▶ read ▶ complete
 */
export const remoteOwner = (
  name: string,
  url: string,
  onFetch: OnFetch,
  onBreaker: OnBreaker = () => undefined,
  sign?: Sign,
): Owner => {
  const line = openLine(url);
  const bodyOf = requestBodies();
  const complete = completeAnswers();
  const headersOf = (body: string, asker: SignedFor) =>
    sign === undefined ? {} : { [ASSERTION_HEADER]: sign(name, body, asker) };
  const ask = async (body: string, asker: SignedFor, signal: AbortSignal): Promise<FetchAnswer> =>
    readAnswer(await line.post(body, headersOf(body, asker), signal));
  const guarded = guard(
    () => ask(PROBE, null, AbortSignal.timeout(PROBE_TIMEOUT_MS)),
    (state, reason) => onBreaker(name, state, reason),
  );

  const waitCoded = waitingFor(name);
  const owner: Owner = {
    name,
    place: url,
    ready: async () => {
      const status = await line.statusOf('/ready', AbortSignal.timeout(READY_TIMEOUT_MS));
      if (status !== 200) throw new CodedError('SUBGRAPH_UNAVAILABLE', { owner: name });
    },
    close: async () => {
      guarded.close();
      await line.close();
    },
    fetch: async ({ operation, variables, client }) => {
      const started = performance.now();
      let failed = true;
      try {
        const body = bodyOf(operation, variables);
        const asker = signedFor(name, client);
        const answer = await waitCoded(
          client,
          (signal) =>
            guarded.run(async () =>
              complete(operation, await askAgain(operation.kind, signal, () => ask(body, asker, signal))),
            ),
          operation.kind,
        );
        failed = answer.errors !== undefined;
        return answer;
      } finally {
        onFetch(name, performance.now() - started, failed);
      }
    },
  };
  return { ...owner, fetch: shareFetches(owner.fetch, waitCoded) };
};
