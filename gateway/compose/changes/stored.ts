import { defaultOperations } from '../../receive/clients/default.ts';
import { readManifests } from '../../receive/clients/folder.ts';
import type { ClientOperation } from './operations.ts';

/** The operations that somebody relies on: those for every client, and those of a folder of manifests. */
export const reliedOperations = async (
  operationsDirectory: string,
  manifestsDirectory: string | undefined,
): Promise<ClientOperation[]> => {
  const common = defaultOperations(operationsDirectory).map(({ name, body }) => ({
    client: null,
    name,
    body,
  }));
  if (manifestsDirectory === undefined) return common;
  const manifests = await readManifests(manifestsDirectory);
  const own = [...manifests].flatMap(([client, { operations }]) =>
    operations.map(({ name, body }) => ({ client, name, body })),
  );
  return [...common, ...own];
};
