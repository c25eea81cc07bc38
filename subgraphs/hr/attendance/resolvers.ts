import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { batch } from '../../kit/graph/fields.ts';
import { institution } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { person } from '../people/person.ts';
import type { Attendance } from './entities.ts';

const CODE = new Set(['institutionCode']);

/** Resolvers of attendance. */
export const attendanceResolvers = {
  Person: {
    attendance: loaded('attendance', 'pid'),
    absentMonths: batch(['pid'], async (persons, months, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      return (await loaders.absentMonths.loadMany(pids, months)).map((rows) =>
        rows.map(({ month }) => month),
      );
    }),
    presentAt: batch(['pid'], async (persons, { month }, { loaders }) => {
      const pids = persons.map(({ pid }) => pid);
      const days = await loaders.presentAt.loadMany(pids, { month, days: 1 }, CODE);
      return days.map((rows) => rows.map(({ institutionCode: code }) => ({ code })));
    }),
  },
  Attendance: { person, institution },
  AttendanceConnection: connection<Attendance>(),
} satisfies Resolvers;
