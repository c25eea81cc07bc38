import { inForce } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Appointment } from './entities.ts';

const where = inForce.sql;

/** Persons in posts that standing rules run over. */
export const appointmentPersons = {
  LEADING: population(Appointment, 'pid', { where: (day) => `${where(day)} and role <> 'MEMBER'` }),
  APPOINTED: population(Appointment, 'pid', { where }),
};

/** Institutions with posts that standing rules run over. */
export const appointmentInstitutions = {
  APPOINTING: population(Appointment, 'institutionCode', { where }),
  LED: population(Appointment, 'institutionCode', {
    where: (day) => `${where(day)} and role <> 'MEMBER' and internal_body is null and not concurrent`,
  }),
  BODIED: population(Appointment, 'institutionCode', {
    where: (day) => `${where(day)} and internal_body is not null`,
  }),
};
