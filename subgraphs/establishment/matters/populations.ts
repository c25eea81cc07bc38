import { atMost } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Matter } from './entities.ts';

/** Institutions with matters that standing rules run over. */
export const matterInstitutions = {
  WITH_MATTERS: population(Matter, 'institutionCode', {
    where: atMost(Matter, 'proposedOn').sql,
    day: 'proposedOn',
  }),
};
