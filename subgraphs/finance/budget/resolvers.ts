import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { root } from '../../kit/graph/fields.ts';
import { institution, institutionStub } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { setBudgetHeadcount, recordOperatingSpend } from './commands.ts';
import type { BudgetHeadcount } from './entities.ts';
import { budgetPage } from './loaders.ts';

/** Resolvers of the budget. */
export const budgetResolvers = {
  Query: {
    budgetHeadcounts: root((args, { db }, asked) => budgetPage(db, args, asked)),
  },
  Mutation: {
    setBudgetHeadcount: root(setBudgetHeadcount),
    recordOperatingSpend: root(recordOperatingSpend),
  },
  Institution: {
    __resolveReference: institutionStub,
    budget: loaded('budget', 'code'),
    operatingSpend: loaded('operatingSpend', 'code'),
  },
  BudgetHeadcount: { institution },
  BudgetHeadcountConnection: connection<BudgetHeadcount>(),
  OperatingSpend: { institution },
} satisfies Resolvers;
