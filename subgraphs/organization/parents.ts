/** What resolvers hand on for each GraphQL type of the organization department. */
import type { InstitutionReference, PersonReference } from '../kit/graph/context.ts';
import type {
  BodyLeaderFigures,
  LeaderFigures,
  PostFigures,
  UnitLeaderFigures,
} from './appointments/loaders.ts';
import type { AppraisalFigures } from './appraisals/loaders.ts';

export type Institution = InstitutionReference;
export type Person = PersonReference;
export type Post = Omit<PostFigures, 'holders'> & { readonly institutionCode: string };
export type LeaderCount = LeaderFigures;
export type UnitLeaderCount = UnitLeaderFigures;
export type BodyLeaderCount = BodyLeaderFigures;
export type AppraisalCount = AppraisalFigures;
export type { Appointment, RankHolding, OutsidePostApproval } from './appointments/entities.ts';
export type { Appraisal, MeritPoint } from './appraisals/entities.ts';
export type { Loan } from './loans/entities.ts';
export type { SelectionCheck, Training } from './selection/entities.ts';
