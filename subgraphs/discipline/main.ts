import type { Department } from '../kit/department.ts';
import { loaders } from './context.ts';
import * as decisions from './decisions/entities.ts';
import { decisionTables } from './decisions/commands.ts';
import { decisionResolvers } from './decisions/resolvers.ts';
import * as exchanges from './exchanges/entities.ts';
import { exchangeTables } from './exchanges/commands.ts';
import { exchangeResolvers } from './exchanges/resolvers.ts';
import { BaseFacts1790000001000 } from './migrations/1790000001000-base-facts.ts';
import { RowScope1790000001100 } from './migrations/1790000001100-row-scope.ts';
import { Versions1790000001200 } from './migrations/1790000001200-versions.ts';
import { ChangeFeed1790000002500 } from './migrations/1790000002500-change-feed.ts';
import { populationResolvers } from './populations.ts';
import * as tours from './tours/entities.ts';
import { tourTables } from './tours/commands.ts';
import { tourResolvers } from './tours/resolvers.ts';

/** Discipline inspection (纪检): which decisions are in effect, what it exchanges with others, what its tours found. */
export const discipline: Department = {
  name: 'discipline',
  entities: [...Object.values(decisions), ...Object.values(exchanges), ...Object.values(tours)],
  migrations: [BaseFacts1790000001000, RowScope1790000001100, Versions1790000001200, ChangeFeed1790000002500],
  loaders,
  resolvers: [decisionResolvers, exchangeResolvers, tourResolvers, populationResolvers],
  tables: [...decisionTables, ...exchangeTables, ...tourTables],
};
