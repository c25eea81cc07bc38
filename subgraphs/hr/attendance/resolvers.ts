import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';
import type { Attendance } from './entities.ts';

/** Resolvers of attendance. */
export const attendanceResolvers = {
  Person: {
    attendance: loaded('attendance', 'pid'),
  },
  Attendance: { person, institution },
  AttendanceConnection: connection<Attendance>(),
} satisfies Resolvers;
