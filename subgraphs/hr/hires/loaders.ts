import { atLeast, atMost } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { population } from '../../kit/database/populations.ts';
import { Hire } from './entities.ts';

const newestFirst = {
  filters: { from: atLeast(Hire, 'hiredOn'), to: atMost(Hire, 'hiredOn') },
  order: ['hiredOn', 'id'],
  descending: true,
} as const;

export const hireLoaders = {
  hiresOfPerson: manyByKey(Hire, { key: 'pid', order: ['hiredOn', 'id'] }),
  hiresOfInstitution: pageByKey(Hire, { key: 'institutionCode', ...newestFirst }),
};

/** Persons hired that standing rules run over. */
export const hirePersons = {
  HIRED: population(Hire, 'pid', { where: atMost(Hire, 'hiredOn').sql, day: 'hiredOn' }),
};

/** Pages of all hires. */
export const hirePage = pageOfAll(Hire, newestFirst);
