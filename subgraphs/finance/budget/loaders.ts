import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
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

/** Pages of all headcounts of the budget. */
export const budgetPage = pageOfAll(BudgetHeadcount, {
  filters: { year },
  order: ['institutionCode', 'category', 'year'],
});
