// The product as a user starts it: a process of its own.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const PROGRAM = path.join(import.meta.dirname, '../../gateway/cli/fournets.mjs');

/** Runs a command to its end; its stdout. */
export const fournets = (args: readonly string[], env: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`fournets ${args.join(' ')} ended with ${code}`)),
    );
  });

/** A started product. */
export interface Product {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to the printed address. */
  readonly readyMs: number;
  readonly stop: () => Promise<void>;
}

/** Starts the product and waits for its address. */
export const startProduct = (
  dataDirectory: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Product> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, [PROGRAM, '--json', '--quiet', 'up'], {
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', FOURNETS_DATA: dataDirectory, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = new Promise<void>((done) => child.once('exit', () => done()));
    void ended.then(() => reject(new Error('the product ended before it was ready')));
    child.stdout.once('data', (chunk: Buffer) => {
      const { url } = JSON.parse(chunk.toString()) as { url: string };
      resolve({
        url,
        pid: child.pid ?? 0,
        readyMs: performance.now() - started,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
  });

/** A data directory for one benchmark, removed afterwards. */
export const withDataDirectory = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(path.join(tmpdir(), 'fournets-bench-'));
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Asks the graph; the whole answer. */
export const ask = async (
  url: string,
  query: string,
  variables: object = {},
): Promise<{ data?: unknown; errors?: unknown }> => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as { data?: unknown; errors?: unknown };
};
