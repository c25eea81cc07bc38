// Ports: a free one, whether one is free, who listens on it.
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { CodedError } from '../../../../schema/errors.ts';
import { codeOf } from './files.ts';

/** Everything that the embedded Postgres does is on the loopback address. */
export const LOOPBACK = '127.0.0.1';

const portOf = (address: AddressInfo | string | null): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

const tryListen = (port: number, host = LOOPBACK): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const found = portOf(server.address());
      server.close(() => resolve(found));
    });
  });

/** A port nobody listens on at this moment. */
export const freePort = (): Promise<number> => tryListen(0);

/** A process that listens on a port. */
export interface Listener {
  readonly pid: number;
  readonly command: string;
}

const quietly = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise;
  }
};

/** State 0A is LISTEN, field 9 the socket's inode. Source: proc(5), `/proc/net/tcp`. */
const listeningSockets = (port: number): string[] => {
  const end = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((table) => quietly(() => readFileSync(table, 'utf8').split('\n').slice(1), []))
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(end) && fields[3] === '0A')
    .map((fields) => `socket:[${fields[9]}]`);
};

const hasOpen = (pid: string, sockets: readonly string[]): boolean =>
  quietly(() => readdirSync(`/proc/${pid}/fd`), []).some((fd) =>
    sockets.includes(quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')),
  );

/** Who listens on a port, where the system lets us see it: Linux, for our own processes or as root. */
export const listenerOf = (port: number): Listener | undefined => {
  const sockets = listeningSockets(port);
  if (sockets.length === 0) return undefined;
  const pid = readdirSync('/proc').find((entry) => /^\d+$/.test(entry) && hasOpen(entry, sockets));
  return (
    (pid && {
      pid: Number(pid),
      command: quietly(() => readFileSync(`/proc/${pid}/comm`, 'utf8').trim(), '?'),
    }) ||
    undefined
  );
};

const notLocal = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN']);

/** Why a port cannot be listened on, as a coded error; what is none of that stays as it is. */
export const listenFault = (error: unknown, host: string, port: number): unknown => {
  const code = codeOf(error) ?? '';
  const options = { cause: error };
  if (code === 'EACCES') return new CodedError('PORT_FORBIDDEN', { port }, options);
  if (notLocal.has(code)) return new CodedError('ADDRESS_NOT_LOCAL', { host }, options);
  if (code !== 'EADDRINUSE') return error;
  const listener = listenerOf(port);
  const holder = listener ? `${listener.command}, pid ${listener.pid}` : '?';
  return new CodedError('PORT_TAKEN', { host, port, holder }, options);
};

/** Refuses when a port cannot be listened on, with a sentence that says why. */
export const assertPortUsable = async (port: number, host = LOOPBACK): Promise<void> => {
  try {
    await tryListen(port, host);
  } catch (error) {
    throw listenFault(error, host, port);
  }
};
