import type { Department } from '../kit/department.ts';
import * as audit from './audit/entities.ts';
import { auditTables } from './audit/commands.ts';
import { auditResolvers } from './audit/resolvers.ts';
import * as budget from './budget/entities.ts';
import { budgetTables } from './budget/commands.ts';
import { budgetResolvers } from './budget/resolvers.ts';
import { loaders } from './context.ts';
import { BaseFacts1790000001000 } from './migrations/1790000001000-base-facts.ts';
import { RowScope1790000001100 } from './migrations/1790000001100-row-scope.ts';
import { Versions1790000001200 } from './migrations/1790000001200-versions.ts';
import { ChangeFeed1790000002500 } from './migrations/1790000002500-change-feed.ts';
import { populationResolvers } from './populations.ts';
import * as payroll from './payroll/entities.ts';
import { payrollTables } from './payroll/commands.ts';
import { payrollResolvers } from './payroll/resolvers.ts';

/** Finance (财政): what institutions are given, whom they pay how much, and what audits found. */
export const finance: Department = {
  name: 'finance',
  entities: [budget, payroll, audit].flatMap((room) => Object.values(room)),
  migrations: [BaseFacts1790000001000, RowScope1790000001100, Versions1790000001200, ChangeFeed1790000002500],
  loaders,
  resolvers: [budgetResolvers, payrollResolvers, auditResolvers, populationResolvers],
  tables: [...budgetTables, ...payrollTables, ...auditTables],
};
