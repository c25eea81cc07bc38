import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { ofDay, orToday } from '../../kit/graph/context.ts';
import { batch, root } from '../../kit/graph/fields.ts';
import {
  institution,
  institutionIfAny,
  institutionStub,
  person,
  personStub,
} from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordAppointment, endAppointment } from './commands.ts';
import type { Appointment } from './entities.ts';
import { appointmentPage } from './loaders.ts';

/** Resolvers of the appointments. */
export const appointmentResolvers = {
  Query: {
    appointments: root((args, context, asked) => appointmentPage(context.db, orToday(args, context), asked)),
  },
  Mutation: {
    recordAppointment: root(recordAppointment),
    endAppointment: root(endAppointment),
  },
  Institution: {
    __resolveReference: institutionStub,
    appointments: loaded('appointmentsOfInstitution', 'code', orToday),
    leaderCounts: loaded('leaderFigures', 'code', orToday),
    unitLeaders: loaded('unitLeaders', 'code', orToday),
    bodyLeaders: loaded('bodyLeaders', 'code', orToday),
    heldPosts: batch(['code'], async (institutions, args, context) => {
      const codes = institutions.map(({ code }) => code);
      const figures = await context.loaders.postFigures.loadMany(codes, orToday(args, context));
      return codes.map((institutionCode, index) =>
        (figures[index] ?? []).map(({ title, measure }) => ({ institutionCode, title, measure })),
      );
    }),
  },
  Person: {
    __resolveReference: personStub,
    appointments: loaded('appointmentsOfPerson', 'pid', ofDay),
    ranks: loaded('ranksOfPerson', 'pid', ofDay),
    outsidePosts: loaded('outsidePostsOfPerson', 'pid', orToday),
  },
  Post: {
    __resolveReference: ({ institutionCode, title, measure }) => ({ institutionCode, title, measure }),
    holders: batch(['institutionCode', 'title', 'measure'], async (posts, args, context) => {
      const codes = posts.map(({ institutionCode }) => institutionCode);
      const figures = await context.loaders.postFigures.loadMany(codes, orToday(args, context));
      return posts.map(
        (post, index) =>
          figures[index]?.find(({ title, measure }) => title === post.title && measure === post.measure)
            ?.holders ?? 0,
      );
    }),
  },
  Appointment: { person, institution },
  AppointmentConnection: connection<Appointment>(),
  RankHolding: { person, institution: institutionIfAny },
  OutsidePostApproval: { person },
} satisfies Resolvers;
