import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import { listenFault } from '../postgres/host/port.ts';

/** A server that listens, and its address. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
}

/**
 * How long a server waits for a request that somebody sends: for all of it so many seconds, for its headers a third.
 * Whoever is slower gets 408 and is hung up on. Node by itself waits 5 minutes, and looks every 30 s.
 */
export const receivedWithin = (seconds: number): ServerOptions => {
  const requestTimeout = Math.ceil(seconds * 1000);
  return {
    requestTimeout,
    headersTimeout: Math.ceil(requestTimeout / 3),
    connectionsCheckingInterval: Math.ceil(requestTimeout / 10),
  };
};

/**
 * Lets a server listen on an address, which comes back without a path, e.g. `http://127.0.0.1:4000`; one that cannot be
 * had is a coded error. Port 0 takes any that is free.
 */
export const startListening = (server: Server, host: string, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenFault(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host}:${actual}`);
    });
  });

/** Listens for a handler that needs nothing of its server. */
export const listen = async (app: RequestListener, host: string, port: number): Promise<Listening> => {
  const server = createServer(app);
  return { server, url: await startListening(server, host, port) };
};
