import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import type { Viewer } from '../../../schema/sharing.ts';
import type { Logger } from '../log.ts';
import { defaultOperations } from './default.ts';
import { openManifests } from './folder.ts';
import type { Mode } from './manifest.ts';
import { limitRate } from './rate.ts';
import { useStoredOperations, type Unstored } from './stored.ts';

/** What holds for whoever asks. */
export interface Clients {
  /** Limits how often somebody asks: behind what identifies the viewer, before all that costs more. */
  readonly limit: RequestHandler;
  /** Puts stored documents in the place of their ids and looks at the others: behind what reads the body. */
  readonly operations: RequestHandler;
  /** Stops following the manifests. */
  readonly close: () => void;
}

export interface ClientsOptions {
  /** Folder with the manifests of clients; undefined where there is none. */
  readonly manifestsDirectory: string | undefined;
  /** Folder with the documents that every client may ask. */
  readonly operationsDirectory: string;
  /** Requests a minute of a person or a machine client; 0 sets no limit. */
  readonly ratePerMinute: number;
  /** Whose request a response answers. */
  readonly viewerOf: (response: ServerResponse) => Viewer;
  /** Counts a document that was asked and is not stored. */
  readonly countUnstored: (client: string, mode: Mode) => void;
  readonly log: Logger;
}

/** Documents that were told of already; those told of longest ago are told of again. */
const TOLD_MAX = 10_000;

/** One line of log for each document of a client, whereas each request is counted. */
const noteUnstored = ({
  countUnstored,
  log,
}: Pick<ClientsOptions, 'countUnstored' | 'log'>): ((unstored: Unstored) => void) => {
  const told = new LRUCache<string, true>({ max: TOLD_MAX });
  return ({ client, hash, mode }) => {
    countUnstored(client, mode);
    const key = `${client} ${hash} ${mode}`;
    if (told.get(key) === true) return;
    told.set(key, true);
    log.warn({ client, hash, mode }, 'asks a document that is not stored');
  };
};

/** Stored operations and rates of clients. Throws where a manifest cannot be used. */
export const openClients = async (options: ClientsOptions): Promise<Clients> => {
  const { manifestsDirectory, operationsDirectory, ratePerMinute, viewerOf, log } = options;
  const manifests = await openManifests({
    directory: manifestsDirectory,
    onProblem: ({ code, details }) => log.error({ code, ...details }, 'a manifest is not used'),
  });
  return {
    limit: limitRate({ perMinute: ratePerMinute, manifests, viewerOf }),
    operations: useStoredOperations({
      manifests,
      defaults: defaultOperations(operationsDirectory),
      viewerOf,
      onUnstored: noteUnstored(options),
    }),
    close: manifests.close,
  };
};
