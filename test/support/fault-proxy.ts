// A proxy before a subgraph that can be told to misbehave, and counts what arrives.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { ASSERTION_HEADER } from '../../schema/door.ts';
import { rightly, type Fault, type RightAnswer } from './faults.ts';

/** `pass` hands on what the subgraph says, `dead` is a port on which nobody listens. */
export type ProxyMode = 'pass' | 'dead' | Fault;

/** A proxy under a test's control. */
export interface FaultProxy {
  readonly url: string;
  /** From now on; what hangs goes on hanging. */
  readonly become: (mode: ProxyMode) => Promise<void>;
  /** Requests that have arrived so far. */
  readonly arrived: () => number;
  /** Requests whose sender has hung up before it had an answer, so far. */
  readonly hungUp: () => number;
  readonly close: () => Promise<void>;
}

/** Headers of a request that its subgraph looks at. */
const HANDED_ON = ['content-type', ASSERTION_HEADER];

const ask = async (target: string, request: IncomingMessage, signal: AbortSignal): Promise<RightAnswer> => {
  const method = request.method ?? 'GET';
  const body = await buffer(request);
  const response = await fetch(new URL(request.url ?? '/', target), {
    method,
    signal,
    headers: HANDED_ON.map((name): [string, string] => [name, String(request.headers[name] ?? '')]),
    ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    body: Buffer.from(await response.arrayBuffer()),
  };
};

const listenOn = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    if (!server.listening) return resolve();
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Starts a proxy on a free port of this machine; its target is the whole address of a GraphQL endpoint. */
export const startFaultProxy = async (target: string): Promise<FaultProxy> => {
  const { pathname } = new URL(target);
  let mode: ProxyMode = 'pass';
  let arrived = 0;
  let hungUp = 0;

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'POST') arrived++;
    const { socket } = request;
    const written = socket.bytesWritten;
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
      if (socket.bytesWritten === written) hungUp++;
    });
    const right = await ask(target, request, gone.signal);
    (typeof mode === 'string' ? rightly : mode)(right, response);
  };
  const serve = () =>
    createServer((request, response) => {
      handle(request, response).catch(() => request.socket.destroy());
    });

  let server = serve();
  const port = await listenOn(server, 0);
  return {
    url: `http://127.0.0.1:${port}${pathname}`,
    become: async (next) => {
      mode = next;
      if (next === 'dead') await stop(server);
      else if (!server.listening) {
        server = serve();
        await listenOn(server, port);
      }
    },
    arrived: () => arrived,
    hungUp: () => hungUp,
    close: () => stop(server),
  };
};
