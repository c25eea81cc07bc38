import { createServer, type RequestListener, type Server } from 'node:http';
import { CodedError } from '../../../schema/errors.ts';

/** A server that listens, and its address. */
export interface Listening {
  readonly server: Server;
  readonly url: string;
}

/** Listens on an address; a port that is taken is a coded error. Port 0 takes any that is free. */
export const listen = (app: RequestListener, host: string, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = createServer(app);
    server.once('error', (error) => {
      const taken = 'code' in error && error.code === 'EADDRINUSE';
      reject(taken ? new CodedError('PORT_TAKEN', { port }, { cause: error }) : error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve({ server, url: `http://${host}:${actual}` });
    });
  });
