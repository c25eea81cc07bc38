import type { Context } from '../kit/graph/context.ts';
import { loadedFields } from '../kit/graph/fields.ts';
import { appointmentLoaders } from './appointments/loaders.ts';
import { appraisalLoaders } from './appraisals/loaders.ts';
import { loanLoaders } from './loans/loaders.ts';
import { selectionLoaders } from './selection/loaders.ts';

/** Every loader of the organization department. */
export const loaders = { ...appointmentLoaders, ...appraisalLoaders, ...loanLoaders, ...selectionLoaders };

/** What the organization department's resolvers are given for a request. */
export type OrganizationContext = Context<typeof loaders>;

/** A field that a loader answers. */
export const loaded = loadedFields<OrganizationContext['loaders'], OrganizationContext>();
