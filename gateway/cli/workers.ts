// Several gateways behind one port: a primary process that keeps the house, and workers that answer.
import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import type { AggregatorRegistry, RegistryContentType } from 'prom-client';
import type { Config } from '../config.ts';
import type { Logger } from '../receive/log.ts';
import type { Engine } from './engine.ts';
import { stopChild } from './stop-child.ts';
import { isMessage, type Message } from './primary.ts';

/** A worker that ends by itself is replaced, though not faster than this. */
const REPLACE_AFTER_MS = 1_000;

/** Workers at work. */
export interface Workers {
  readonly url: string;
  readonly close: () => Promise<void>;
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
  const collect = (): Promise<string> => registry.clusterMetrics();
  worker.on('message', async (message: unknown) => {
    if (!isMessage(message) || message.kind !== 'metrics?') return;
    // Once more, since a worker that ends before it has told its own is waited for in vain.
    const text = await collect()
      .catch(collect)
      .catch(() => '');
    if (worker.isConnected()) worker.send({ kind: 'metrics', id: message.id, text } satisfies Message);
  });
};

/**
 * A connection that a worker was handed and did not take before it was killed: `cluster` forgets it and keeps it open,
 * and its client would wait for good. A worker is handed one at a time, and one that it took is closed here already.
 */
const closeUntaken = ({ process: child }: Worker): void => {
  let handed: unknown;
  child.send = new Proxy(child.send, {
    apply: (send, self, [message, handle, ...rest]: unknown[]) => {
      handed = handle ?? handed;
      return Reflect.apply(send, self, [message, handle, ...rest]);
    },
  });
  child.once('exit', () => {
    if (handed instanceof Object && 'close' in handed && typeof handed.close === 'function') handed.close();
  });
};

const stopWorker = ({ process: child }: Worker, log: Logger): Promise<void> =>
  stopChild(child, () => log.warn({ pid: child.pid }, 'a worker did not stop in time and is ended'));

/** Starts the workers of a command, and replaces one that ends. */
export const startWorkers = async (
  { workers: count }: Config,
  command: readonly string[],
  engine: Engine,
  log: Logger,
): Promise<Workers> => {
  // On demand: a gateway that is alone starts without it.
  const { AggregatorRegistry } = await import('prom-client');
  cluster.setupPrimary({ exec: FOURNETS, args: argumentsOf(command, engine) });
  const registry = new AggregatorRegistry();
  const working = new Set<Worker>();
  let stopping = false;

  const fork = (): Worker => {
    const worker = cluster.fork();
    working.add(worker);
    answerMetrics(worker, registry);
    closeUntaken(worker);
    // It was killed and its end is not known yet; unheard, this would end the primary.
    worker.on('error', (error) =>
      log.warn({ err: error, pid: worker.process.pid }, 'a worker is not reached'),
    );
    worker.once('exit', (code, signal) => {
      working.delete(worker);
      if (stopping) return;
      log.error({ code, signal, pid: worker.process.pid }, 'a worker ended; another takes its place');
      setTimeout(() => stopping || fork(), REPLACE_AFTER_MS);
    });
    return worker;
  };

  const close = async (): Promise<void> => {
    stopping = true;
    await Promise.all([...working].map((worker) => stopWorker(worker, log)));
  };

  try {
    const urls = await Promise.all(Array.from({ length: count }, () => untilReady(fork())));
    return { url: urls[0] ?? '', close };
  } catch (error) {
    await close();
    throw error;
  }
};
