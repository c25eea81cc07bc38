import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { population } from '../../kit/database/populations.ts';
import { pageOfAll } from '../../kit/database/pages.ts';
import { BudgetHeadcount, OperatingSpend } from './entities.ts';

const year = equals<BudgetHeadcount, number>(BudgetHeadcount, 'year');

export const budgetLoaders = {
  budget: manyByKey(BudgetHeadcount, {
    key: 'institutionCode',
    filters: { year },
    order: ['year', 'category'],
  }),
  operatingSpend: manyByKey(OperatingSpend, {
    key: 'institutionCode',
    filters: { from: atLeast(OperatingSpend, 'month'), to: atMost(OperatingSpend, 'month') },
    order: ['month'],
  }),
};

/** Institutions with a budget that standing rules run over. */
export const budgetInstitutions = {
  BUDGETED: population(BudgetHeadcount, 'institutionCode'),
  SPENDING: population(OperatingSpend, 'institutionCode'),
};

/** Pages of all headcounts of the budget. */
export const budgetPage = pageOfAll(BudgetHeadcount, {
  filters: { year },
  order: ['institutionCode', 'category', 'year'],
});
