import { manyByKey } from '../../kit/database/loaders.ts';
import { atMost } from '../../kit/database/filter.ts';
import { figureOf } from '../figure.ts';
import { Report, ReportDuty } from './entities.ts';

export const reportLoaders = {
  reportDuties: manyByKey(ReportDuty, {
    key: 'institutionCode',
    filters: { asOf: atMost(ReportDuty, 'dueOn') },
    order: ['dueOn', 'id'],
  }),
  reports: manyByKey(Report, {
    key: 'institutionCode',
    filters: { asOf: atMost(Report, 'receivedOn') },
    order: ['receivedOn', 'id'],
  }),
  reportReceived: figureOf('report_duty')<string | null>(
    `(select min(received_on) from report where institution_code = report_duty.institution_code
       and kind = report_duty.kind and period = report_duty.period)`,
    null,
  ),
};
