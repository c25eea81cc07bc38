import type { Department } from '../kit/department.ts';
import * as attendance from './attendance/entities.ts';
import { attendanceTables } from './attendance/commands.ts';
import { attendanceResolvers } from './attendance/resolvers.ts';
import { loaders } from './context.ts';
import * as hires from './hires/entities.ts';
import { hireTables } from './hires/commands.ts';
import { hireResolvers } from './hires/resolvers.ts';
import * as insurance from './insurance/entities.ts';
import { insuranceTables } from './insurance/commands.ts';
import { insuranceResolvers } from './insurance/resolvers.ts';
import { BaseFacts1790000001000 } from './migrations/1790000001000-base-facts.ts';
import { RowScope1790000001100 } from './migrations/1790000001100-row-scope.ts';
import { Versions1790000001200 } from './migrations/1790000001200-versions.ts';
import { ChangeFeed1790000002500 } from './migrations/1790000002500-change-feed.ts';
import { Pensions1790000003600 } from './migrations/1790000003600-pensions.ts';
import { populationResolvers } from './populations.ts';
import * as payGrades from './pay-grades/entities.ts';
import { payGradeTables } from './pay-grades/commands.ts';
import { payGradeResolvers } from './pay-grades/resolvers.ts';
import * as pensions from './pensions/entities.ts';
import { pensionTables } from './pensions/commands.ts';
import { pensionResolvers } from './pensions/resolvers.ts';
import * as people from './people/entities.ts';
import { peopleTables } from './people/commands.ts';
import { peopleResolvers } from './people/resolvers.ts';

/** Human resources and social security (人社): who people are, how they are employed, insured and present. */
export const hr: Department = {
  name: 'hr',
  entities: [people, hires, payGrades, insurance, attendance, pensions].flatMap((room) =>
    Object.values(room),
  ),
  migrations: [
    BaseFacts1790000001000,
    RowScope1790000001100,
    Versions1790000001200,
    ChangeFeed1790000002500,
    Pensions1790000003600,
  ],
  loaders,
  resolvers: [
    peopleResolvers,
    hireResolvers,
    payGradeResolvers,
    insuranceResolvers,
    attendanceResolvers,
    pensionResolvers,
    populationResolvers,
  ],
  tables: [
    ...peopleTables,
    ...hireTables,
    ...payGradeTables,
    ...insuranceTables,
    ...attendanceTables,
    ...pensionTables,
  ],
};
