import { createServer, type RequestListener, type Server } from 'node:http';
import { listenFault } from '../postgres/host/port.ts';

/** A server that listens, and its address. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
}

/** Listens on an address; one that cannot be had is a coded error. Port 0 takes any that is free. */
export const listen = (app: RequestListener, host: string, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', (error) => reject(listenFault(error, host, port)));
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ server, url: `http://${host}:${actual}` });
    });
  });
