import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { ofDay } from '../../kit/graph/context.ts';
import { reading, root } from '../../kit/graph/fields.ts';
import { person } from '../../kit/graph/references.ts';
import { loaded } from '../context.ts';
import { recordLoan, endLoan } from './commands.ts';
import type { Loan } from './entities.ts';
import { loanPage } from './loaders.ts';

/** Resolvers of the loans. */
export const loanResolvers = {
  Query: {
    loans: root((args, { db }, asked) => loanPage(db, args, asked)),
  },
  Mutation: {
    recordLoan: root(recordLoan),
    endLoan: root(endLoan),
  },
  Institution: {
    loansOut: loaded('loansOut', 'code', ofDay),
    loansIn: loaded('loansIn', 'code', ofDay),
  },
  Person: {
    loans: loaded('loansOfPerson', 'pid', ofDay),
  },
  Loan: {
    person,
    fromInstitution: reading(['fromInstitutionCode'], ({ fromInstitutionCode }) => ({
      code: fromInstitutionCode,
    })),
    toInstitution: reading(['toInstitutionCode'], ({ toInstitutionCode }) => ({ code: toInstitutionCode })),
  },
  LoanConnection: connection<Loan>(),
} satisfies Resolvers;
