import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution, person } from '../../kit/graph/references.ts';
import type { Attendance } from './entities.ts';

/** Resolvers of attendance. */
export const attendanceResolvers = {
  Person: {
    attendance: ({ pid }, args, { loaders }) => loaders.attendance.load(pid, args),
  },
  Attendance: { person, institution },
  AttendanceConnection: connection<Attendance>(),
} satisfies Resolvers;
