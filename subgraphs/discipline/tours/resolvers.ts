import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution } from '../../kit/graph/references.ts';
import type { Tour, TourFinding } from './entities.ts';
import { tourPage } from './loaders.ts';

/** Resolvers of the tours. */
export const tourResolvers = {
  Query: {
    tour: (_, { code }, { loaders }) => loaders.tour.load(code, {}),
    tours: (_, args, { db }) => tourPage(db, args),
  },
  Institution: {
    tours: async ({ code }, _, { loaders }) => {
      const units = await loaders.unitsOfInstitution.load(code, {});
      const tours = await Promise.all(units.map(({ tourCode }) => loaders.tour.load(tourCode, {})));
      return tours.filter((tour) => tour !== null);
    },
    tourFindings: ({ code }, args, { loaders }) => loaders.findingsOfInstitution.load(code, args),
  },
  Tour: {
    units: ({ code }, _, { loaders }) => loaders.unitsOfTour.load(code, {}),
    findings: ({ code }, args, { loaders }) => loaders.findingsOfTour.load(code, args),
  },
  TourConnection: connection<Tour>(),
  TourUnit: { institution },
  TourFinding: {
    tour: ({ tourCode }, _, { loaders }) => loaders.tour.load(tourCode, {}),
    institution,
  },
  TourFindingConnection: connection<TourFinding>(),
} satisfies Resolvers;
