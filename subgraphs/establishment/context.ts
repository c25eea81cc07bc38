import type { Context } from '../kit/graph/context.ts';
import { loadedFields } from '../kit/graph/fields.ts';
import { matterLoaders } from './matters/loaders.ts';
import { oversightLoaders } from './oversight/loaders.ts';
import { planLoaders } from './plans/loaders.ts';
import { problemLoaders } from './problems/loaders.ts';
import { registerLoaders } from './register/loaders.ts';
import { reportLoaders } from './reports/loaders.ts';
import { rosterLoaders } from './roster/loaders.ts';

/** Every loader of the establishment office. */
export const loaders = {
  ...registerLoaders,
  ...rosterLoaders,
  ...matterLoaders,
  ...planLoaders,
  ...reportLoaders,
  ...oversightLoaders,
  ...problemLoaders,
};

/** What the establishment office's resolvers are given for a request. */
export type EstablishmentContext = Context<typeof loaders>;

/** A field that a loader answers. */
export const loaded = loadedFields<EstablishmentContext['loaders'], EstablishmentContext>();
