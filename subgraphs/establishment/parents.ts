/** What resolvers hand on for each GraphQL type of the establishment office. */
import type { PersonReference } from '../kit/graph/context.ts';
import type { Institution as InstitutionRow } from './register/entities.ts';
import type { AuthorisedPosts } from './register/loaders.ts';
import type { InstitutionAsOf } from './as-of.ts';
import type { Recorded } from './oversight/commands/record.ts';
import type { Rule } from './oversight/entities.ts';
import type { Precision, Progress } from './oversight/loaders.ts';
import type { CategoryFigures } from './roster/loaders.ts';

export type Institution = InstitutionAsOf;
export type InstitutionRecord = InstitutionRow;
export type Post = Omit<AuthorisedPosts, 'number'> & { readonly number: string | null };
export type Person = PersonReference;
export type CategoryCount = CategoryFigures;
export type {
  Division,
  InternalBody,
  Duty,
  Quota,
  LeaderLimit,
  OffQuotaControl,
} from './register/entities.ts';
export type { Matter, MatterStep, MatterAuthority } from './matters/entities.ts';
export type { StaffingPlan } from './plans/entities.ts';
export type { ReportDuty, Report } from './reports/entities.ts';
export type { Problem } from './problems/entities.ts';
export type StandingRule = Rule;
export type RulePrecision = Precision;
export type RunProgress = Progress;
export type { FeedPosition, Following } from './oversight/commands/following.ts';
export type RecordedFindings = Recorded;
export type { RuleVersion, Finding, FindingEvent, RuleRun, RunShard } from './oversight/entities.ts';
export type { Seat, Movement } from './roster/entities.ts';
export type { CategoryStaffing, MonthStaffing } from './roster/staffing.ts';
export type { StaffingAhead } from './roster/ahead.ts';
