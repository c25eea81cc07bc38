import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { errors, Pool, type Dispatcher } from 'undici';
import { isLoopback } from '../../../../subgraphs/kit/http/answers.ts';
import { unlessAborted } from '../abort.ts';
import { OwnerFault } from './fault.ts';

/** An owner's answer as it came over HTTP, unpacked. */
export interface Reply {
  readonly status: number;
  readonly body: Buffer;
}

type Headers = Readonly<Record<string, string>>;

/** An owner's address, with connections that are kept. */
export interface Line {
  /** Posts JSON, with headers beside the usual ones. When the signal is aborted it hangs up and throws the signal's reason. */
  readonly post: (body: string, headers: Headers, signal: AbortSignal) => Promise<Reply>;
  /** Status of another address at the same place. */
  readonly statusOf: (path: string, signal: AbortSignal) => Promise<number>;
  /** Hangs up. */
  readonly close: () => Promise<void>;
}

/**
 * Connections to one owner: more questions at a time than its database has connections wait here instead of there.
 * Five owners stay below the 1,024 files that a process may commonly open.
 */
const CONNECTIONS_MAX = 128;

/** Longest wait for a connection: half the deadline of a fetch, so that the second attempt has a chance. */
const CONNECT_TIMEOUT_MS = 1_000;

/** Largest answer, packed or not. A page of 1,000 people with all their facts is some 5 MB; this one would be parsed in a second. */
const ANSWER_MAX_BYTES = 64 * 1024 * 1024;

const unpack = promisify(gunzip);

/** Answers of this machine are not packed: that costs more than it saves. */
const encodingFor = (hostname: string): string => (isLoopback(hostname) ? 'identity' : 'gzip');

/** What undici reports of an answer that breaks HTTP itself. */
const isHttpBroken = (error: unknown): boolean =>
  error instanceof errors.HTTPParserError ||
  error instanceof errors.HeadersOverflowError ||
  error instanceof errors.ResponseExceededMaxSizeError ||
  error instanceof errors.ResponseContentLengthMismatchError;

const begin = async (work: Promise<Dispatcher.ResponseData>): Promise<Dispatcher.ResponseData> => {
  try {
    return await work;
  } catch (cause) {
    throw new OwnerFault(isHttpBroken(cause) ? 'garbage' : 'unconnected', 'no answer began', { cause });
  }
};

const readBody = async ({ body }: Dispatcher.ResponseData): Promise<Buffer> => {
  try {
    return Buffer.from(await body.arrayBuffer());
  } catch (cause) {
    throw new OwnerFault(isHttpBroken(cause) ? 'garbage' : 'cut-off', 'the answer broke off', { cause });
  }
};

const unpacked = async (encoding: unknown, body: Buffer): Promise<Buffer> => {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new OwnerFault('garbage', 'the answer is packed in a way nobody asked for');
  try {
    return await unpack(body, { maxOutputLength: ANSWER_MAX_BYTES });
  } catch (cause) {
    throw new OwnerFault('garbage', 'the answer cannot be unpacked', { cause });
  }
};

/** Opens a line to an address. Deadlines are the caller's: the signal ends a request in whatever state it is. */
export const openLine = (url: string): Line => {
  const { origin, hostname, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: CONNECTIONS_MAX,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: ANSWER_MAX_BYTES,
  });
  const usual = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    'accept-encoding': encodingFor(hostname),
  };

  const exchange = async (body: string, headers: Headers, signal: AbortSignal): Promise<Reply> => {
    const answer = await begin(
      pool.request({
        method: 'POST',
        path: pathname + search,
        headers: { ...usual, ...headers },
        body,
        signal,
      }),
    );
    const bytes = await readBody(answer);
    return { status: answer.statusCode, body: await unpacked(answer.headers['content-encoding'], bytes) };
  };

  const look = async (path: string, signal: AbortSignal): Promise<number> => {
    const answer = await begin(pool.request({ method: 'GET', path, signal }));
    await answer.body.dump();
    return answer.statusCode;
  };

  return {
    post: (body, headers, signal) => unlessAborted(exchange(body, headers, signal), signal),
    statusOf: (path, signal) => unlessAborted(look(path, signal), signal),
    close: () => pool.destroy(),
  };
};
