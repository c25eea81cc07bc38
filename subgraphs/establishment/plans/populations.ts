import { atMost } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { StaffingPlan } from './entities.ts';

/** Institutions with plans that standing rules run over. */
export const planInstitutions = {
  PLANNED: population(StaffingPlan, 'institutionCode', {
    where: atMost(StaffingPlan, 'validFrom').sql,
    day: 'validFrom',
  }),
};
