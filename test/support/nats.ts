// A NATS server of its own for a test: Debian's, with JetStream over a folder that outlives it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const EXECUTABLE = '/usr/sbin/nats-server';
const MISSING = `${EXECUTABLE} is not there: run \`apt-get install nats-server\``;

const isThere = (): boolean => {
  if (existsSync(EXECUTABLE)) return true;
  if (process.env['CI'] === 'true') throw new Error(MISSING);
  process.stderr.write(`SKIPPED: tests with a NATS server. ${MISSING}\n`);
  return false;
};

/** `describe` for tests with a real NATS server. Outside CI they are left out where there is none, and it is said. */
export const describeWithNats = isThere() ? describe : describe.skip;

/** A server on a port of its own. */
export interface NatsServer {
  readonly url: string;
  /** Kills it as a crash does. */
  readonly kill: () => Promise<void>;
  /** Starts it again, on its port and over its folder. */
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Address that a server tells in a file once it listens. */
const told = async (directory: string): Promise<string> => {
  for (;;) {
    const file = readdirSync(directory).find((name) => name.endsWith('.ports'));
    const text = file === undefined ? '' : readFileSync(path.join(directory, file), 'utf8');
    if (text.endsWith('}')) {
      const { nats }: { nats: string[] } = JSON.parse(text);
      rmSync(path.join(directory, file ?? ''));
      return nats[0] ?? '';
    }
    await delay(10);
  }
};

/** Starts a server with empty streams. */
export const startNats = async (): Promise<NatsServer> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-nats-'));
  let child: ChildProcess | undefined;
  const launch = (port: string): Promise<string> => {
    const flags = ['-a', '127.0.0.1', '-p', port, '-js', '-sd', directory, '--ports_file_dir', directory];
    child = spawn(EXECUTABLE, flags, { stdio: 'ignore' });
    return told(directory);
  };
  const url = await launch('-1');
  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    url,
    kill,
    start: async () => {
      await launch(new URL(url).port);
    },
    close: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
