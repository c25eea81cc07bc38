// Jest: ends the Postgres of the run.
export default async (): Promise<void> => {
  await globalThis.stopTestCluster?.();
};
