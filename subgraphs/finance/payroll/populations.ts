import { population } from '../../kit/database/populations.ts';
import { AgencyPayment, Payment } from './entities.ts';

const monthOf = (day: string): string => `to_char(${day}::date, 'YYYY-MM')`;

/** Persons on payrolls that standing rules run over. */
export const payrollPersons = {
  PAID: population(Payment, 'pid', { where: (day) => `kind = 'REGULAR' and month = ${monthOf(day)}` }),
  // An institution pays regularly once for a month: more payments than months are those of several institutions.
  PAID_BY_SEVERAL: population(Payment, 'pid', {
    where: (day) => `kind = 'REGULAR' and month <= ${monthOf(day)}`,
    having: 'count(*) > count(distinct month)',
  }),
};

/** Institutions that pay agencies, that standing rules run over. */
export const payrollInstitutions = { AGENCY: population(AgencyPayment, 'institutionCode') };
