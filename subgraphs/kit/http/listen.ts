import { createServer, type RequestListener, type Server } from 'node:http';
import { listenFault } from '../postgres/host/port.ts';

/** A server that listens, and its address. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
}

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
