import type { Context } from '../kit/graph/context.ts';
import { loadedFields } from '../kit/graph/fields.ts';
import { decisionLoaders } from './decisions/loaders.ts';
import { exchangeLoaders } from './exchanges/loaders.ts';
import { tourLoaders } from './tours/loaders.ts';

/** Every loader of discipline inspection. */
export const loaders = { ...decisionLoaders, ...exchangeLoaders, ...tourLoaders };

/** What discipline inspection's resolvers are given for a request. */
export type DisciplineContext = Context<typeof loaders>;

/** A field that a loader answers. */
export const loaded = loadedFields<DisciplineContext['loaders'], DisciplineContext>();
