import { atMost } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { ReportDuty } from './entities.ts';

/** Institutions that owe reports, which standing rules run over. */
export const reportInstitutions = {
  REPORTING: population(ReportDuty, 'institutionCode', {
    where: atMost(ReportDuty, 'dueOn').sql,
    day: 'dueOn',
  }),
};
