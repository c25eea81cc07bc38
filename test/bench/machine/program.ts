// Programs of Node that take part, each a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listen } from '../../../subgraphs/kit/http/listen.ts';
import type { Stage } from './stage.ts';

/** The repository. */
export const TOP = path.join(import.meta.dirname, '../../..');

/** A source of the repository, run as the product runs its own. */
export const sourceArgs = (file: string): readonly string[] => [path.join(TOP, 'test/support/run.mjs'), file];

/** How long a program may take to end before it is killed, where it does not say. */
const END_MS = 10_000;
const LOOK_AGAIN_MS = 100;

/** A program that listens. */
export interface Running {
  /** Address without a path. */
  readonly url: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** What to start: a file and its arguments, options of Node before it. */
export interface Program {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** How long it may take to end before it is killed, in ms; 10 s where left out. */
  readonly endMs?: number;
}

/** With `BENCH_CPU_PROF=<folder>` every program leaves a CPU profile there when it ends. */
const profileFlags = (): string[] => {
  const folder = process.env['BENCH_CPU_PROF'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
};

const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach((child) => child.kill('SIGKILL')));

/** Everything runs as in production; nothing calls home; nothing outlives the benchmark. */
const launch = ({ args, env, cwd = tmpdir() }: Program): ChildProcess => {
  const child = spawn(process.execPath, [...profileFlags(), ...args], {
    cwd,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: '1',
      RULES_WATCH: 'off',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

const untilEnd = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    child.once('close', () => resolve());
  });

const stopper = (child: ChildProcess, endMs = END_MS): (() => Promise<void>) => {
  const ended = untilEnd(child);
  return async () => {
    const killer = setTimeout(() => child.kill('SIGKILL'), endMs);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(killer);
  };
};

/** What a child has written so far. */
const listenTo = (child: ChildProcess): { stdout: string; stderr: string } => {
  const written = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (written.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  return written;
};

const failure = ({ args }: Program, { stdout, stderr }: { stdout: string; stderr: string }): Error =>
  new Error(`${args.join(' ')} ended:\n${stdout}${stderr}`);

/** Runs a program to its end and gives what it printed; one that does not succeed is an error with its words. `onStart` is told its id. */
export const runToEnd = async (program: Program, onStart?: (pid: number) => void): Promise<string> => {
  const child = launch(program);
  const written = listenTo(child);
  onStart?.(child.pid ?? 0);
  await untilEnd(child);
  if (child.exitCode !== 0) throw failure(program, written);
  return written.stdout;
};

/** Resolves once `look` has found what it looks for; a program that ends before that is an error with its words. */
const untilReady = async <T>(
  program: Program,
  child: ChildProcess,
  look: (stdout: string) => Promise<T | undefined>,
): Promise<T> => {
  const written = listenTo(child);
  while (child.exitCode === null && child.signalCode === null) {
    const found = await look(written.stdout);
    if (found !== undefined) return found;
    await sleep(LOOK_AGAIN_MS);
  }
  throw failure(program, written);
};

const run = async (
  stage: Stage,
  program: Program,
  look: (stdout: string) => Promise<string | undefined>,
): Promise<Running> => {
  const child = launch(program);
  const stop = stopper(child, program.endMs);
  stage.defer(stop);
  const url = await untilReady(program, child, look);
  return { url, pid: child.pid ?? 0, stop };
};

const announced = async (stdout: string): Promise<string | undefined> => {
  const line = stdout.split('\n').find((candidate) => candidate.startsWith('{') && candidate.endsWith('}'));
  return line === undefined ? undefined : new URL((JSON.parse(line) as { url: string }).url).origin;
};

/** Starts a program that prints `{"url":…}` on a line of its own once it listens. */
export const startAnnouncing = (stage: Stage, program: Program): Promise<Running> =>
  run(stage, program, announced);

const freePort = async (): Promise<number> => {
  const { server, url } = await listen(() => undefined, '127.0.0.1', 0);
  await new Promise((resolve) => server.close(resolve));
  return Number(new URL(url).port);
};

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts a program on a port that is free, and waits until a path of it answers. */
export const startOnPort = async (
  stage: Stage,
  readiness: string,
  programFor: (port: number) => Program,
): Promise<Running> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return run(stage, programFor(port), async () => ((await answers(url + readiness)) ? url : undefined));
};
