import { atLeast, atMost } from '../../kit/database/filter.ts';
import { pageByKey } from '../../kit/database/pages.ts';
import { Attendance } from './entities.ts';

export const attendanceLoaders = {
  attendance: pageByKey(Attendance, {
    key: 'pid',
    filters: { from: atLeast(Attendance, 'month'), to: atMost(Attendance, 'month') },
    order: ['month', 'id'],
    descending: true,
  }),
};
