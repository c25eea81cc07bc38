import cluster from 'node:cluster';

/** What primary and workers tell each other. */
export type Message =
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'metrics?'; readonly id: number }
  | { readonly kind: 'metrics'; readonly id: number; readonly text: string };

/** True for what primary and workers tell each other; Node and libraries send more. */
export const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' && message !== null && typeof Reflect.get(message, 'kind') === 'string';

/** What a worker tells its primary. */
export interface Primary {
  readonly ready: (url: string) => void;
  /** The metrics of all workers together. */
  readonly metrics: () => Promise<string>;
}

const listen = (): Primary => {
  const waiting = new Map<number, (text: string) => void>();
  let asked = 0;
  process.on('message', (message: unknown) => {
    if (!isMessage(message) || message.kind !== 'metrics') return;
    waiting.get(message.id)?.(message.text);
    waiting.delete(message.id);
  });
  const tell = (message: Message): void => {
    process.send?.(message);
  };
  return {
    ready: (url) => tell({ kind: 'ready', url }),
    metrics: () =>
      new Promise((resolve) => {
        const id = (asked += 1);
        waiting.set(id, resolve);
        tell({ kind: 'metrics?', id });
      }),
  };
};

/** Runs a command with the primary of this process, if it is a worker. */
export const withPrimary = async (run: (primary: Primary | undefined) => Promise<void>): Promise<void> => {
  if (!cluster.isWorker) return run(undefined);
  const { joinWorkers } = await import('../receive/metrics.ts');
  // Before there is anything to count: else the metrics of all would wait for a worker that starts.
  joinWorkers();
  try {
    await run(listen());
  } finally {
    // Whoever listens keeps the channel open, and that a worker alive whose command has ended or failed.
    process.channel?.unref();
  }
};
