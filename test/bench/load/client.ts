import { errors, Pool } from 'undici';
import type { Agreed } from './agree.ts';
import { headersFor, type Headers } from './on-behalf.ts';
import type { Question } from './question.ts';

const SHOWN = 500;

/** Asks one server over connections that are kept. */
export interface Client {
  /** Asks; throws unless the answer has the status 200 and as many bytes as the one that was compared. */
  readonly ask: (question: Question) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Arrived {
  readonly status: number;
  readonly body: ArrayBuffer;
}

const post = async (pool: Pool, path: string, headers: Headers, body: string): Promise<Arrived> => {
  const response = await pool.request({ method: 'POST', path, headers, body });
  return { status: response.statusCode, body: await response.body.arrayBuffer() };
};

/** A server may close a connection as idle just as it is used again: then it is asked once more, as a browser does. */
const postAgain = async (pool: Pool, path: string, headers: Headers, body: string): Promise<Arrived> => {
  try {
    return await post(pool, path, headers, body);
  } catch (error) {
    if (error instanceof errors.SocketError) return post(pool, path, headers, body);
    throw error;
  }
};

/** Both ends of a text: GraphQL writes errors at either. */
const excerpt = (body: ArrayBuffer): string => {
  const text = Buffer.from(body).toString();
  return `${text.slice(0, SHOWN)} … ${text.slice(-SHOWN)}`;
};

/**
 * Connects to a GraphQL endpoint, with a token of now. Answers are read to their end but not parsed: the load is to
 * cost little.
 */
export const connect = async (stack: Agreed, connections: number): Promise<Client> => {
  const { name, endpoint, lengths, onBehalf } = stack;
  const { origin, pathname } = new URL(endpoint);
  const headers = await headersFor(stack);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  return {
    ask: async ({ id, body: question }) => {
      const { status, body } = await postAgain(pool, pathname, headers, question).catch((cause: unknown) => {
        throw new Error(`${name} did not answer ${id}`, { cause });
      });
      if (status !== 200 || body.byteLength !== lengths.get(id))
        throw new Error(
          `${name} answered ${id} with ${status}, ${body.byteLength} bytes and not ${lengths.get(id)}: ${excerpt(body)}`,
        );
      onBehalf?.answered();
    },
    close: () => pool.close(),
  };
};
