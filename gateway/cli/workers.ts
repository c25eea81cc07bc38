// Several gateways behind one port: a primary process that keeps the house, and workers that answer.
import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { AggregatorRegistry, type RegistryContentType } from 'prom-client';
import type { Logger } from '../receive/log.ts';
import type { Engine } from './engine.ts';
import { isMessage, type Message } from './primary.ts';

/** A worker that ends by itself is replaced, though not faster than this. */
const REPLACE_AFTER_MS = 1_000;
/** Longest wait for a worker that was asked to stop. */
const STOP_WITHIN_MS = 10_000;

/** Workers at work. */
export interface Workers {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const FOURNETS = fileURLToPath(new URL('fournets.mjs', import.meta.url));

const argumentsOf = (command: readonly string[], { executor, planner }: Engine): string[] => [
  ...command,
  '--executor',
  executor,
  ...(planner === undefined ? [] : ['--planner', planner]),
];

/** Resolves with the address once a worker answers; rejects where it cannot. */
const untilReady = (worker: Worker): Promise<string> =>
  new Promise((resolve, reject) => {
    worker.on('message', (message: unknown) => {
      if (isMessage(message) && message.kind === 'ready') resolve(message.url);
    });
    worker.once('exit', (code) => reject(new Error(`a worker ended with ${code}`)));
  });

/** Answers workers that are asked for the metrics of all. */
const answerMetrics = (worker: Worker, registry: AggregatorRegistry<RegistryContentType>): void => {
  worker.on('message', async (message: unknown) => {
    if (!isMessage(message) || message.kind !== 'metrics?') return;
    const text = await registry.clusterMetrics().catch(() => '');
    if (worker.isConnected()) worker.send({ kind: 'metrics', id: message.id, text } satisfies Message);
  });
};

const stopWorker = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    if (worker.isDead()) return resolve();
    const late = setTimeout(() => worker.process.kill('SIGKILL'), STOP_WITHIN_MS);
    worker.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    worker.process.kill('SIGTERM');
  });

/** Starts so many workers of a command, and replaces one that ends. */
export const startWorkers = async (
  count: number,
  command: readonly string[],
  engine: Engine,
  log: Logger,
): Promise<Workers> => {
  cluster.setupPrimary({ exec: FOURNETS, args: argumentsOf(command, engine) });
  const registry = new AggregatorRegistry();
  const working = new Set<Worker>();
  let stopping = false;

  const fork = (): Worker => {
    const worker = cluster.fork();
    working.add(worker);
    answerMetrics(worker, registry);
    worker.once('exit', (code, signal) => {
      working.delete(worker);
      if (stopping) return;
      log.error({ code, signal, pid: worker.process.pid }, 'a worker ended; another takes its place');
      setTimeout(() => stopping || fork(), REPLACE_AFTER_MS);
    });
    return worker;
  };

  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all([...working].map(stopWorker));
  };

  try {
    const urls = await Promise.all(Array.from({ length: count }, () => untilReady(fork())));
    return { url: urls[0] ?? '', stop };
  } catch (error) {
    await stop();
    throw error;
  }
};
