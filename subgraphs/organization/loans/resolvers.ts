import type { Resolvers } from '../generated.ts';
import { connection } from '../../kit/graph/connection.ts';
import { dayOf } from '../../kit/graph/context.ts';
import { person } from '../../kit/graph/references.ts';
import type { Loan } from './entities.ts';
import { loanPage } from './loaders.ts';

/** Resolvers of the loans. */
export const loanResolvers = {
  Query: {
    loans: (_, args, { db }) => loanPage(db, args),
  },
  Institution: {
    loansOut: ({ code }, args, context) =>
      context.loaders.loansOut.load(code, { ...args, asOf: dayOf(args, context) }),
    loansIn: ({ code }, args, context) =>
      context.loaders.loansIn.load(code, { ...args, asOf: dayOf(args, context) }),
  },
  Person: {
    loans: ({ pid }, args, context) =>
      context.loaders.loansOfPerson.load(pid, { asOf: dayOf(args, context) }),
  },
  Loan: {
    person,
    fromInstitution: ({ fromInstitutionCode }) => ({ code: fromInstitutionCode }),
    toInstitution: ({ toInstitutionCode }) => ({ code: toInstitutionCode }),
  },
  LoanConnection: connection<Loan>(),
} satisfies Resolvers;
