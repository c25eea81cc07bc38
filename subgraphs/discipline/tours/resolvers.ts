import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import { institution } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { registerTour, recordTourFinding, rectifyTourFinding } from './commands.ts';
import type { Tour, TourFinding } from './entities.ts';
import { tourPage } from './loaders.ts';

/** Resolvers of the tours. */
export const tourResolvers = {
  Query: {
    tour: root(({ code }, { loaders }, asked) => loaders.tour.load(code, {}, asked)),
    tours: root((args, { db }, asked) => tourPage(db, args, asked)),
  },
  Mutation: {
    registerTour: root(registerTour),
    recordTourFinding: root(recordTourFinding),
    rectifyTourFinding: root(rectifyTourFinding),
  },
  Institution: {
    tours: batch(['code'], async (institutions, _, { loaders }, asked) => {
      const codes = institutions.map(({ code }) => code);
      const units = await loaders.unitsOfInstitution.loadMany(codes, {}, new Set(['tourCode']));
      const visited = [...new Set(units.flat().map(({ tourCode }) => tourCode))];
      const tours = await loaders.tour.loadMany(visited, {}, asked);
      const byCode = new Map(visited.map((code, index) => [code, tours[index]]));
      return units.map((each) =>
        each.flatMap(({ tourCode }): Tour[] => {
          const tour = byCode.get(tourCode);
          return tour === undefined || tour === null ? [] : [tour];
        }),
      );
    }),
    tourFindings: loaded('findingsOfInstitution', 'code'),
  },
  Tour: {
    units: loaded('unitsOfTour', 'code'),
    findings: loaded('findingsOfTour', 'code'),
  },
  TourConnection: connection<Tour>(),
  TourUnit: { institution },
  TourFinding: {
    tour: loaded('tour', 'tourCode'),
    institution,
  },
  TourFindingConnection: connection<TourFinding>(),
} satisfies Resolvers;
