// Keeping the server up: when its process dies, what is left is cleared and it starts again on the same port.
import { setTimeout as sleep } from 'node:timers/promises';
import { launch, type Launch, type Server } from './launch.ts';
import { clearLeftovers, signalProcess, stopPostmaster } from './postmaster.ts';

const FIRST_PAUSE_MS = 200;
/** A full disk or a taken port may pass: the tries go on, ever slower up to this. */
const LONGEST_PAUSE_MS = 10_000;

/** What happens to a server after it was started. */
export type ServerEvent =
  | { readonly kind: 'died' }
  | { readonly kind: 'restarted'; readonly pid: number }
  | { readonly kind: 'restart-failed'; readonly error: unknown };

/** A server that is started again when it dies. */
export interface Supervised {
  /** Undefined while it is down. */
  readonly pid: () => number | undefined;
  /** Asks it to stop without waiting: the last deed of a process that exits. */
  readonly abandon: () => void;
  readonly stop: () => Promise<void>;
}

/** Tries to start the server until it succeeds or nobody wants it any more. */
const startAgain = async (
  options: Launch,
  wanted: AbortSignal,
  onEvent: (event: ServerEvent) => void,
): Promise<Server | undefined> => {
  for (let pause = FIRST_PAUSE_MS; !wanted.aborted; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      await clearLeftovers(options.pgData);
      return await launch(options);
    } catch (error) {
      onEvent({ kind: 'restart-failed', error });
      await sleep(pause, undefined, { signal: wanted }).catch(() => undefined);
    }
  }
  return undefined;
};

/** Starts the server and watches over it until it is stopped. */
export const supervise = async (
  options: Launch,
  onEvent: (event: ServerEvent) => void,
): Promise<Supervised> => {
  const first = await launch(options);
  const stopping = new AbortController();
  let server: Server | undefined = first;

  const watch = async (): Promise<void> => {
    for (let current: Server | undefined = first; current; current = server) {
      await current.ended;
      server = undefined;
      if (stopping.signal.aborted) return;
      onEvent({ kind: 'died' });
      server = await startAgain(options, stopping.signal, onEvent);
      if (stopping.signal.aborted && server) await stopPostmaster(server.pid);
      else if (server) onEvent({ kind: 'restarted', pid: server.pid });
    }
  };
  const watching = watch();

  return {
    pid: () => server?.pid,
    abandon: () => {
      stopping.abort();
      if (server) signalProcess(server.pid, 'SIGINT');
    },
    stop: async () => {
      stopping.abort();
      if (server) await stopPostmaster(server.pid);
      await watching;
    },
  };
};
