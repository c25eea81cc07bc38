import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { headersFor, type OnBehalf } from './on-behalf.ts';
import type { Question, Questions } from './question.ts';

/** A server and its name in the table. */
export interface Endpoint {
  readonly name: string;
  /** Where it answers GraphQL. */
  readonly endpoint: string;
  /** Who asks it; left out where nobody is asked who they are. */
  readonly onBehalf?: OnBehalf;
  /** Codes of the errors that its answers have by design; they are compared with nobody's. */
  readonly told?: readonly string[];
}

/** An endpoint whose answers were compared: how many bytes each has, by the id of its question. */
export interface Agreed extends Endpoint {
  readonly lengths: ReadonlyMap<string, number>;
}

interface Answered {
  readonly body: unknown;
  readonly bytes: number;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Without errors, or with the expected ones and no others. */
const isWhole = ({ data, errors }: Answer, told: Endpoint['told']): boolean => {
  if (data === undefined || data === null) return false;
  if (told === undefined) return errors === undefined;
  return errors !== undefined && errors.every(({ extensions }) => told.includes(extensions?.code ?? ''));
};

const answerOf = async (stack: Endpoint, { id, body }: Question): Promise<Answered> => {
  const headers = await headersFor(stack);
  const text = await (await fetch(stack.endpoint, { method: 'POST', headers, body })).text();
  const answer = JSON.parse(text) as Answer;
  if (!isWhole(answer, stack.told))
    throw new Error(`${stack.name} answered ${id} with ${text.slice(0, 2000)}`);
  return { body: answer, bytes: Buffer.byteLength(text) };
};

const WAKE_TRIES = 20;
const WAKE_MS = 1000;

/** A process that has answered nothing yet may take longer than the deadline of whoever asks it. */
const wake = async (endpoint: Endpoint, question: Question): Promise<void> => {
  for (let tries = WAKE_TRIES; ; tries--) {
    try {
      await answerOf(endpoint, question);
      return;
    } catch (error) {
      if (tries === 0) throw error;
      await sleep(WAKE_MS);
    }
  }
};

const same = (name: string, id: string, actual: unknown, expected: unknown): void => {
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`${name} answered ${id} differently`);
};

/**
 * Asks every server every question, one at a time. An answer that has errors but those that it has by design, or that
 * is not the same as the first server's, throws: a fast wrong answer is a failure.
 */
export const agree = async <E extends Endpoint>(
  endpoints: readonly E[],
  questions: Questions,
): Promise<readonly (E & Agreed)[]> => {
  const expected = new Map<string, unknown>();
  const agreed: (E & Agreed)[] = [];
  for (const endpoint of endpoints) {
    await wake(endpoint, questions[0]);
    const lengths = new Map<string, number>();
    for (const question of questions) {
      const { body, bytes } = await answerOf(endpoint, question);
      const known = expected.get(question.id);
      if (endpoint.told === undefined) {
        if (known !== undefined) same(endpoint.name, question.id, body, known);
        expected.set(question.id, body);
      }
      lengths.set(question.id, bytes);
    }
    agreed.push({ ...endpoint, lengths });
  }
  return agreed;
};
