// The connection to NATS: made when it is needed, made anew when it broke.
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Bell } from '../follow/bell.ts';
import { natsBell } from './bell.ts';
import { ALL_CHANGES } from './message.ts';

/** Longest wait for a server to answer a connection. */
const CONNECT_TIMEOUT_MS = 2_000;
/** A server that answers nothing for twice as long is gone. */
const PING_EVERY_MS = 5_000;

/** A line to a NATS server. */
export interface Line {
  /** A connection that is open. Throws where the server is away; it is tried again whenever it is asked for. */
  readonly connection: () => Promise<NatsConnection>;
  /** Rings for each change that anybody publishes, while the line is open. */
  readonly bell: Bell;
  readonly close: () => Promise<void>;
}

/** Opens a line. Name and password stand in the address; `tls://` takes no server that does not encrypt. */
export const openLine = (url: string): Line => {
  const { protocol, host, username, password } = new URL(url);
  let open: NatsConnection | undefined;
  const { bell, ring } = natsBell(() => open !== undefined && !open.isClosed());
  const dial = async (): Promise<NatsConnection> => {
    const connection = await connect({
      servers: host,
      name: 'fournets',
      reconnect: false,
      timeout: CONNECT_TIMEOUT_MS,
      pingInterval: PING_EVERY_MS,
      ...(username === '' ? {} : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }),
      ...(protocol === 'tls:' ? { tls: {} } : {}),
    });
    connection.subscribe(ALL_CHANGES, { callback: ring });
    // Whatever was published while the line was broken.
    ring();
    return connection;
  };
  return {
    connection: async () => {
      if (open === undefined || open.isClosed()) open = await dial();
      return open;
    },
    bell,
    close: async () => open?.close(),
  };
};
