// Running a program of Postgres to its end and keeping what it wrote.
import type { SpawnOptions } from 'node:child_process';
import type { Account } from './account.ts';

/** How a program ended. */
export interface Outcome {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program under the account. A program that cannot be started is an outcome too. */
export const run = (
  account: Account,
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = account.spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const text = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
    child.once('error', (error) => resolve({ ...text, ok: false, stderr: error.message }));
    child.once('close', (status) => resolve({ ...text, ok: status === 0 }));
  });
