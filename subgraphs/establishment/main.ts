import type { Department } from '../kit/department.ts';
import { loaders } from './context.ts';
import { matterTables } from './matters/commands.ts';
import * as matters from './matters/entities.ts';
import { matterResolvers } from './matters/resolvers.ts';
import { BaseFacts1790000001000 } from './migrations/1790000001000-base-facts.ts';
import { RowScope1790000001100 } from './migrations/1790000001100-row-scope.ts';
import { Versions1790000001200 } from './migrations/1790000001200-versions.ts';
import { Oversight1790000002000 } from './migrations/1790000002000-oversight.ts';
import { ChangeFeed1790000002500 } from './migrations/1790000002500-change-feed.ts';
import { Following1790000002600 } from './migrations/1790000002600-following.ts';
import { Matters1790000003100 } from './migrations/1790000003100-matters.ts';
import { StaffingPlans1790000003200 } from './migrations/1790000003200-staffing-plans.ts';
import { Reports1790000003300 } from './migrations/1790000003300-reports.ts';
import { Problems1790000003400 } from './migrations/1790000003400-problems.ts';
import { PapersFeed1790000003500 } from './migrations/1790000003500-papers-feed.ts';
import { Verdicts1790000003700 } from './migrations/1790000003700-verdicts.ts';
import { RuleAuthors1790000003800 } from './migrations/1790000003800-rule-authors.ts';
import { Finding, RuleRun } from './oversight/entities.ts';
import { oversightResolvers } from './oversight/resolvers.ts';
import { planTables } from './plans/commands.ts';
import { StaffingPlan } from './plans/entities.ts';
import { planResolvers } from './plans/resolvers.ts';
import { populationResolvers } from './populations.ts';
import { Problem } from './problems/entities.ts';
import { problemResolvers } from './problems/resolvers.ts';
import { problemTables } from './problems/table.ts';
import * as register from './register/entities.ts';
import { registerTables } from './register/commands.ts';
import { registerResolvers } from './register/resolvers.ts';
import { reportTables } from './reports/commands.ts';
import * as reports from './reports/entities.ts';
import { reportResolvers } from './reports/resolvers.ts';
import * as roster from './roster/entities.ts';
import { rosterTables } from './roster/commands.ts';
import { rosterResolvers } from './roster/resolvers.ts';

/** The establishment office (编办): which institutions exist, how many posts each may have, and who holds them. */
export const establishment: Department = {
  name: 'establishment',
  entities: [
    ...Object.values(register),
    ...Object.values(roster),
    ...Object.values(matters),
    StaffingPlan,
    ...Object.values(reports),
    Finding,
    RuleRun,
    Problem,
  ],
  migrations: [
    BaseFacts1790000001000,
    RowScope1790000001100,
    Versions1790000001200,
    Oversight1790000002000,
    ChangeFeed1790000002500,
    Following1790000002600,
    Matters1790000003100,
    StaffingPlans1790000003200,
    Reports1790000003300,
    Problems1790000003400,
    PapersFeed1790000003500,
    Verdicts1790000003700,
    RuleAuthors1790000003800,
  ],
  loaders,
  resolvers: [
    registerResolvers,
    rosterResolvers,
    matterResolvers,
    planResolvers,
    reportResolvers,
    populationResolvers,
    oversightResolvers,
    problemResolvers,
  ],
  tables: [
    ...registerTables,
    ...rosterTables,
    ...matterTables,
    ...planTables,
    ...reportTables,
    ...problemTables,
  ],
};
