// The product as a user starts it: a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepLogsOf, keepOutput } from './leaks/outputs.ts';

const TOP = path.join(import.meta.dirname, '../..');

type Environment = Readonly<Record<string, string>>;

/** The day that counts as today where nobody says otherwise: what is planted is the same on every day. */
const TODAY = '2026-10-31';

/** How a command ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** As the scripts of `package.json` have them: an import makes many short-lived objects. */
const flagsOf = (args: readonly string[]): string[] =>
  args[0] === 'import' ? ['--max-semi-space-size=64'] : [];

const program = (args: readonly string[], env: Environment, top = TOP): ChildProcess =>
  spawn(process.execPath, [...flagsOf(args), path.join(top, 'gateway/cli/fournets.mjs'), ...args], {
    // Not the repository's folder: the program runs from anywhere.
    cwd: tmpdir(),
    env: { FOURNETS_TODAY: TODAY, ...process.env, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** What a child has written so far. */
const listenTo = (child: ChildProcess): { stdout: string; stderr: string } => {
  const written = { stdout: '', stderr: '' };
  keepOutput(child);
  child.stdout?.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  return written;
};

const ending = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', (code) => resolve(code)));

/** A command under way. */
export interface UnderWay {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<Ended>;
}

/** Starts a command. */
export const startFournets = (args: readonly string[], env: Environment, top?: string): UnderWay => {
  const child = program(args, env, top);
  const written = listenTo(child);
  return {
    kill: (signal) => void child.kill(signal),
    ended: ending(child).then((code) => ({ code, ...written })),
  };
};

/** Runs a command to its end; `top` is the folder of the product where it is not this one. */
export const fournets = (args: readonly string[], env: Environment, top?: string): Promise<Ended> =>
  startFournets(args, env, top).ended;

/** A started product. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the printed address. */
  readonly readyMs: number;
  /** Asks it to stop, or with `SIGKILL` ends it at once; how it ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>;
}

const startProgram = async (args: readonly string[], env: Environment): Promise<Product> => {
  const started = performance.now();
  // It says all that it can, to be searched for what it must not say.
  const child = program(['--json', ...args], { LOG_LEVEL: 'trace', ...env });
  const written = listenTo(child);
  const ended = ending(child);
  const ready = new Promise<void>((resolve) => {
    child.stdout?.on('data', () => {
      if (written.stdout.includes('\n')) resolve();
    });
  });
  const code = await Promise.race([ready, ended.then((exit) => exit ?? 'a signal')]);
  if (code !== undefined)
    throw new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${written.stderr}`);
  const { url } = JSON.parse(written.stdout) as { url: string };
  return {
    url,
    pid: child.pid ?? 0,
    readyMs: performance.now() - started,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      return { code: await ended, ...written };
    },
  };
};

/** Starts the product on a free port and waits for its address; standing rules keep no watch unless a test asks for it. */
export const startProduct = (dataDirectory: string, env: Environment = {}): Promise<Product> =>
  startProgram(['up'], { PORT: '0', FOURNETS_DATA: dataDirectory, RULES_WATCH: 'off', ...env });

/** Starts one department on its own, on the server that the data directory's holder runs. */
export const startSubgraph = (
  name: string,
  dataDirectory: string,
  port: number,
  ...more: readonly string[]
): Promise<Product> =>
  startProgram(['subgraph', name, '--port', String(port), ...more], { FOURNETS_DATA: dataDirectory });

/** A data directory for one use, removed afterwards. */
export const withDataDirectory = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-'));
  try {
    return await use(directory);
  } finally {
    keepLogsOf(directory);
    rmSync(directory, { recursive: true, force: true });
  }
};

/** The whole answer to a question. */
export interface ProductAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
}

/** Asks a graph; the headers say who asks. */
export const ask = async (
  url: string,
  query: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ProductAnswer> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as ProductAnswer;
};
