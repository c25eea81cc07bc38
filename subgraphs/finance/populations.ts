import { populationReader } from '../kit/database/populations.ts';
import { orToday } from '../kit/graph/context.ts';
import { root } from '../kit/graph/fields.ts';
import { budgetInstitutions } from './budget/loaders.ts';
import type { FinanceInstitutions, FinancePersons, Resolvers } from './generated.ts';
import { payrollInstitutions, payrollPersons } from './payroll/populations.ts';

const persons = populationReader<FinancePersons>(payrollPersons);
const institutions = populationReader<FinanceInstitutions>({ ...budgetInstitutions, ...payrollInstitutions });

/** Resolvers of whom standing rules run over. */
export const populationResolvers = {
  Query: {
    personsOfFinance: root(async (args, context) => {
      const { asOf, ...asked } = orToday(args, context);
      return (await persons(context.db, asked, asOf)).map((pid) => ({ pid }));
    }),
    institutionsOfFinance: root(async (args, context) => {
      const { asOf, ...asked } = orToday(args, context);
      return (await institutions(context.db, asked, asOf)).map((code) => ({ code }));
    }),
  },
} satisfies Resolvers;
