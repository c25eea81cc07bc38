import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { ofDay } from '../../kit/graph/context.ts';
import { reading, root } from '../../kit/graph/fields.ts';
import { person, personStub } from '../../kit/graph/references.ts';
import { institution, ofItsDay } from '../as-of.ts';
import { loaded } from '../context.ts';
import { assignSeat, releaseSeat, recordMovement } from './commands.ts';
import { missing, REQUIRED } from './domain.ts';
import type { Movement, Seat } from './entities.ts';
import { movementPage } from './loaders.ts';

/** Resolvers of the roster. */
export const rosterResolvers = {
  Query: {
    movements: root((args, { db }, asked) => movementPage(db, args, asked)),
  },
  Mutation: {
    assignSeat: root(assignSeat),
    releaseSeat: root(releaseSeat),
    recordMovement: root(recordMovement),
  },
  Institution: {
    seats: ofItsDay((codes, args, { loaders }, asked) =>
      loaders.seatsOfInstitution.loadMany(codes, args, asked),
    ),
    occupied: ofItsDay(async (codes, args, { loaders }) =>
      (await loaders.seatFigures.loadMany(codes, args)).map(([figures]) => figures?.occupied ?? 0),
    ),
    exempt: ofItsDay(async (codes, args, { loaders }) =>
      (await loaders.seatFigures.loadMany(codes, args)).map(([figures]) => figures?.exempt ?? 0),
    ),
    occupiedByCategory: ofItsDay((codes, args, { loaders }) => loaders.categoryFigures.loadMany(codes, args)),
    movements: loaded('movementsOfInstitution', 'code'),
    movementCount: loaded('movementCount', 'code'),
    staffing: ofItsDay((codes, args, { loaders }) => loaders.staffing.loadMany(codes, args)),
    staffingByMonth: loaded('staffingByMonth', 'code'),
    staffingAhead: ofItsDay((codes, args, { loaders }) => loaders.staffingAhead.loadMany(codes, args)),
  },
  Person: {
    __resolveReference: personStub,
    seats: loaded('seatsOfPerson', 'pid', ofDay),
    movements: loaded('movementsOfPerson', 'pid'),
  },
  Seat: { person, institution, missing: reading(REQUIRED, missing) },
  SeatConnection: connection<Seat>(),
  Movement: {
    person,
    institution,
    seatTaken: loaded('seatTaken', 'id'),
    occupiedThen: loaded('occupiedThen', 'id'),
    authorisedThen: loaded('authorisedThen', 'id'),
  },
  MovementConnection: connection<Movement>(),
} satisfies Resolvers;
