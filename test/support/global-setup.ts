// Jest: one Postgres for the run.
import { startTestCluster, stopTestCluster } from './cluster.ts';

declare global {
  // A `var`, for jest hands the teardown nothing but the global object.
  var stopTestCluster: (() => Promise<void>) | undefined;
}

export default async (): Promise<void> => {
  // Ctrl-C: an orderly exit, on which the launcher stops its server.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const cluster = await startTestCluster();
  globalThis.stopTestCluster = () => stopTestCluster(cluster);
};
