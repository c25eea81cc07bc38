import { inForce } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Institution, Quota } from './entities.ts';

/** Institutions of the register that standing rules run over. */
export const registerInstitutions = {
  REGISTERED: population(Institution, 'code', { where: inForce.sql }),
  QUOTED: population(Quota, 'institutionCode', {
    where: (day) => `${inForce.sql(day)} and measure = 'POST' and title = ''`,
  }),
};
