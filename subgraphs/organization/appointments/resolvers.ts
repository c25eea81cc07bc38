import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Appointment } from './entities.ts';
import { appointmentPage } from './loaders.ts';

/** Resolvers of the appointments. */
export const appointmentResolvers = {
  Query: {
    appointments: (_, args, { db, today }) => appointmentPage(db, { ...args, asOf: args.asOf ?? today }),
  },
  Institution: {
    __resolveReference: ({ code }) => ({ code }),
    appointments: ({ code }, args, { loaders, today }) =>
      loaders.appointmentsOfInstitution.load(code, { ...args, asOf: args.asOf ?? today }),
    leaderCounts: ({ code }, args, { loaders, today }) =>
      loaders.leaderFigures.load(code, { asOf: args.asOf ?? today }),
  },
  Person: {
    __resolveReference: person,
    appointments: ({ pid }, args, context) =>
      context.loaders.appointmentsOfPerson.load(pid, { asOf: dayOf(args, context) }),
    ranks: ({ pid }, args, context) =>
      context.loaders.ranksOfPerson.load(pid, { asOf: dayOf(args, context) }),
    outsidePosts: ({ pid }, args, { loaders, today }) =>
      loaders.outsidePostsOfPerson.load(pid, { asOf: args.asOf ?? today }),
  },
  Post: {
    __resolveReference: ({ institutionCode, title, measure }) => ({ institutionCode, title, measure }),
    holders: async (post, args, { loaders, today }) => {
      const figures = await loaders.postFigures.load(post.institutionCode, { asOf: args.asOf ?? today });
      return (
        figures.find(({ title, measure }) => title === post.title && measure === post.measure)?.holders ?? 0
      );
    },
  },
  Appointment: { person, institution },
  AppointmentConnection: connection<Appointment>(),
  RankHolding: {
    person,
    institution: ({ institutionCode }) => (institutionCode === null ? null : { code: institutionCode }),
  },
  OutsidePostApproval: { person },
} satisfies Resolvers;
