/** What resolvers hand on for each GraphQL type of discipline inspection. */
import type { InstitutionReference, PersonReference } from '../kit/graph/context.ts';

export type Institution = InstitutionReference;
export type Person = PersonReference;
export type { Decision } from './decisions/entities.ts';
export type { LeadTransfer, SupervisionProposal } from './exchanges/entities.ts';
export type { Tour, TourUnit, TourFinding } from './tours/entities.ts';
