import { atLeast, lessThan, type Filter } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { population } from '../../kit/database/populations.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { Loan } from './entities.ts';

/** Loans that are open on the day: started, and not yet back. */
const open: Filter<string> = {
  sql: (place) => `started_on <= ${place}::date and (returned_on is null or returned_on > ${place}::date)`,
};

const newestFirst = { order: ['startedOn', 'id'], descending: true } as const;

export const loanLoaders = {
  loansOfPerson: manyByKey(Loan, { key: 'pid', filters: { asOf: open }, order: ['startedOn', 'id'] }),
  loansOut: pageByKey(Loan, { key: 'fromInstitutionCode', filters: { asOf: open }, ...newestFirst }),
  loansIn: pageByKey(Loan, { key: 'toInstitutionCode', filters: { asOf: open }, ...newestFirst }),
};

/** Persons on loan that standing rules run over. */
export const loanPersons = { ON_LOAN: population(Loan, 'pid', { where: open.sql }) };

/** Pages of all loans. */
export const loanPage = pageOfAll(Loan, {
  filters: { dueFrom: atLeast(Loan, 'dueOn'), dueBefore: lessThan(Loan, 'dueOn'), openOn: open },
  ...newestFirst,
});
