import { populationReader } from '../kit/database/populations.ts';
import { root } from '../kit/graph/fields.ts';
import { budgetInstitutions } from './budget/loaders.ts';
import type { FinanceInstitutions, FinancePersons, Resolvers } from './generated.ts';
import { payrollInstitutions, payrollPersons } from './payroll/populations.ts';

const persons = populationReader<FinancePersons>(payrollPersons);
const institutions = populationReader<FinanceInstitutions>({ ...budgetInstitutions, ...payrollInstitutions });

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfFinance: root(async (args, context) => (await persons(args, context)).map((pid) => ({ pid }))),
    institutionsOfFinance: root(async (args, context) =>
      (await institutions(args, context)).map((code) => ({ code })),
    ),
  },
} satisfies Resolvers;
