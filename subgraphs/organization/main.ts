import type { Department } from '../kit/department.ts';
import * as appointments from './appointments/entities.ts';
import { appointmentTables } from './appointments/commands.ts';
import { appointmentResolvers } from './appointments/resolvers.ts';
import * as appraisals from './appraisals/entities.ts';
import { appraisalTables } from './appraisals/commands.ts';
import { appraisalResolvers } from './appraisals/resolvers.ts';
import { loaders } from './context.ts';
import * as loans from './loans/entities.ts';
import { loanTables } from './loans/commands.ts';
import { loanResolvers } from './loans/resolvers.ts';
import { BaseFacts1790000001000 } from './migrations/1790000001000-base-facts.ts';
import { RowScope1790000001100 } from './migrations/1790000001100-row-scope.ts';
import { Versions1790000001200 } from './migrations/1790000001200-versions.ts';
import { ChangeFeed1790000002500 } from './migrations/1790000002500-change-feed.ts';
import { populationResolvers } from './populations.ts';
import * as selection from './selection/entities.ts';
import { selectionTables } from './selection/commands.ts';
import { selectionResolvers } from './selection/resolvers.ts';

/** The organization department (组织): who is appointed to which post, how they are appraised, lent, selected and trained. */
export const organization: Department = {
  name: 'organization',
  entities: [appointments, appraisals, loans, selection].flatMap((room) => Object.values(room)),
  migrations: [BaseFacts1790000001000, RowScope1790000001100, Versions1790000001200, ChangeFeed1790000002500],
  loaders,
  resolvers: [
    appointmentResolvers,
    appraisalResolvers,
    loanResolvers,
    selectionResolvers,
    populationResolvers,
  ],
  tables: [...appointmentTables, ...appraisalTables, ...loanTables, ...selectionTables],
};
