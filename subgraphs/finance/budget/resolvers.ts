import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { institution } from '../../kit/graph/references.ts';
import type { BudgetHeadcount } from './entities.ts';
import { budgetPage } from './loaders.ts';

/** Resolvers of the budget. */
export const budgetResolvers = {
  Query: {
    budgetHeadcounts: (_, args, { db }) => budgetPage(db, args),
  },
  Institution: {
    __resolveReference: ({ code }) => ({ code }),
    budget: ({ code }, args, { loaders }) => loaders.budget.load(code, args),
    operatingSpend: ({ code }, args, { loaders }) => loaders.operatingSpend.load(code, args),
  },
  BudgetHeadcount: { institution },
  BudgetHeadcountConnection: connection<BudgetHeadcount>(),
  OperatingSpend: { institution },
} satisfies Resolvers;
