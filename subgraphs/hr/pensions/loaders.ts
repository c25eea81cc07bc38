import { atLeast, atMost } from '../../kit/database/filter.ts';
import { summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey } from '../../kit/database/pages.ts';
import { population } from '../../kit/database/populations.ts';
import { PensionPayment } from './entities.ts';

const months = { from: atLeast(PensionPayment, 'month'), to: atMost(PensionPayment, 'month') };

export const pensionLoaders = {
  pensionPayments: pageByKey(PensionPayment, {
    key: 'pid',
    filters: months,
    order: ['month', 'id'],
    descending: true,
  }),
  pensionMonths: summaryByKey<{ month: string }>()(PensionPayment, {
    key: 'pid',
    filters: months,
    groupBy: ['month'],
    select: {},
  }),
};

/** Persons with a pension that standing rules run over. */
export const pensionPersons = {
  PENSIONED: population(PensionPayment, 'pid', {
    where: (day) => `month <= to_char(${day}::date, 'YYYY-MM')`,
  }),
};
