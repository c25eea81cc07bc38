import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Movement, Seat } from './entities.ts';
import { movementPage } from './loaders.ts';

/** Resolvers of the roster. */
export const rosterResolvers = {
  Query: {
    movements: (_, args, { db }) => movementPage(db, args),
  },
  Institution: {
    seats: ({ code, asOf }, args, { loaders, today }) =>
      loaders.seatsOfInstitution.load(code, { ...args, asOf: args.asOf ?? asOf ?? today }),
    occupied: async ({ code, asOf }, args, { loaders, today }) => {
      const figures = await loaders.seatFigures.load(code, { ...args, asOf: args.asOf ?? asOf ?? today });
      return figures[0]?.occupied ?? 0;
    },
    exempt: async ({ code, asOf }, args, { loaders, today }) => {
      const figures = await loaders.seatFigures.load(code, { ...args, asOf: args.asOf ?? asOf ?? today });
      return figures[0]?.exempt ?? 0;
    },
    occupiedByCategory: ({ code, asOf }, args, { loaders, today }) =>
      loaders.categoryFigures.load(code, { asOf: args.asOf ?? asOf ?? today }),
    movements: ({ code }, args, { loaders }) => loaders.movementsOfInstitution.load(code, args),
  },
  Person: {
    __resolveReference: ({ pid }) => ({ pid }),
    seats: ({ pid }, args, context) =>
      context.loaders.seatsOfPerson.load(pid, { asOf: dayOf(args, context) }),
    movements: ({ pid }, _, { loaders }) => loaders.movementsOfPerson.load(pid, {}),
  },
  Seat: { person, institution },
  SeatConnection: connection<Seat>(),
  Movement: { person, institution },
  MovementConnection: connection<Movement>(),
} satisfies Resolvers;
