import { atMost, inForce } from '../../kit/database/filter.ts';
import { population } from '../../kit/database/populations.ts';
import { Death, Employment, OffQuotaEmployment, Person, Retirement } from './entities.ts';

/**
 * Ages a year below the lowest statutory ones: of men, of women, of women on worker posts and those whose sex is not
 * known. Source: 国务院关于渐进式延迟法定退休年龄的办法 (2024).
 */
const LEAST_AGE_YEARS = { men: 59, women: 54, others: 49 } as const;

/** The age from which on a person may be near retirement, in years. */
const leastAge = (day: string): string => `case when sex = 'MALE' then ${LEAST_AGE_YEARS.men}
  when sex = 'FEMALE' and not exists (select from employment
    where employment.pid = person.pid and kind = 'SUPPORT_WORKER' and ${inForce.sql(day)}) then ${LEAST_AGE_YEARS.women}
  else ${LEAST_AGE_YEARS.others} end`;

/** Persons of the register that standing rules run over. */
export const peoplePersons = {
  DIED: population(Death, 'pid', { where: atMost(Death, 'diedOn').sql, day: 'diedOn' }),
  RETIRED: population(Retirement, 'pid', {
    where: atMost(Retirement, 'effectiveOn').sql,
    day: 'effectiveOn',
  }),
  EMPLOYED: population(Employment, 'pid', { where: inForce.sql }),
  OF_AGE: population(Person, 'pid', {
    where: (day) => `born_on <= ${day}::date - make_interval(years => ${leastAge(day)})
      and exists (select from employment where employment.pid = person.pid and ${inForce.sql(day)})
      and not exists (select from retirement where retirement.pid = person.pid)`,
  }),
};

/** Institutions with people that standing rules run over. */
export const peopleInstitutions = {
  OFF_QUOTA: population(OffQuotaEmployment, 'institutionCode', { where: inForce.sql }),
};
