import { atMost, inForce } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Death, Employment, OffQuotaEmployment, Person, Retirement } from './entities.ts';

/** Nobody reaches a statutory retirement age within a year before. Source: 国务院关于渐进式延迟法定退休年龄的办法 (2024). */
const LEAST_AGE_YEARS = 49;

/** Persons of the register that standing rules run over. */
export const peoplePersons = {
  DIED: population(Death, 'pid', { where: atMost(Death, 'diedOn').sql, day: 'diedOn' }),
  RETIRED: population(Retirement, 'pid', {
    where: atMost(Retirement, 'effectiveOn').sql,
    day: 'effectiveOn',
  }),
  EMPLOYED: population(Employment, 'pid', { where: inForce.sql }),
  OF_AGE: population(Person, 'pid', {
    where: (day) => `born_on <= ${day}::date - interval '${LEAST_AGE_YEARS} years'
      and exists (select from employment where employment.pid = person.pid and ${inForce.sql(day)})
      and not exists (select from retirement where retirement.pid = person.pid)`,
  }),
};

/** Institutions with people that standing rules run over. */
export const peopleInstitutions = {
  OFF_QUOTA: population(OffQuotaEmployment, 'institutionCode', { where: inForce.sql }),
};
