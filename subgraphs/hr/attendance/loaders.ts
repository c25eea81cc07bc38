import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { population } from '../../kit/database/populations.ts';
import { pageByKey } from '../../kit/database/pages.ts';
import { Attendance } from './entities.ts';

const months = { from: atLeast(Attendance, 'month'), to: atMost(Attendance, 'month') };
const ABSENT = 'days_present = 0 and days_leave = 0';

export const attendanceLoaders = {
  absentMonths: summaryByKey<{ month: string }>()(Attendance, {
    key: 'pid',
    filters: months,
    where: ['days_due > 0'],
    groupBy: ['month'],
    having: 'sum(days_present) = 0 and sum(days_leave) = 0',
    select: {},
  }),
  presentAt: manyByKey(Attendance, {
    key: 'pid',
    filters: {
      month: equals(Attendance, 'month'),
      days: atLeast<Attendance, number>(Attendance, 'daysPresent'),
    },
    order: ['institutionCode'],
  }),
  attendance: pageByKey(Attendance, {
    key: 'pid',
    filters: months,
    order: ['month', 'id'],
    descending: true,
  }),
};

/** Persons who did not come to work that standing rules run over. */
export const attendancePersons = {
  ABSENT: population(Attendance, 'pid', {
    where: (day) => `days_due > 0 and ${ABSENT} and month <= to_char(${day}::date, 'YYYY-MM')`,
  }),
};
