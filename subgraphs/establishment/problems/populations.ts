import { atMost } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Problem } from './entities.ts';

/** Institutions with problems that standing rules run over. */
export const problemInstitutions = {
  WITH_CLOSED_PROBLEMS: population(Problem, 'institutionCode', {
    where: atMost(Problem, 'closedOn').sql,
    day: 'closedOn',
  }),
};
