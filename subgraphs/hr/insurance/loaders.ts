import { inForce } from '../../kit/database/filter.ts';
import { manyByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { population } from '../../kit/database/populations.ts';
import { Insurance } from './entities.ts';

const PUBLIC = "payer_kind = 'PUBLIC'";

export const insuranceLoaders = {
  insuredNames: summaryByKey<{ payerName: string }>()(Insurance, {
    key: 'payerCode',
    filters: { asOf: inForce },
    where: [PUBLIC],
    groupBy: ['payerName'],
    select: {},
  }),
  insurance: manyByKey(Insurance, { key: 'pid', filters: { asOf: inForce }, order: ['validFrom', 'id'] }),
};

/** Persons whom enterprises insure that standing rules run over. */
export const insurancePersons = {
  ENTERPRISE_INSURED: population(Insurance, 'pid', {
    where: (day) => `payer_kind = 'ENTERPRISE' and ${inForce.sql(day)}`,
  }),
};

/** Institutions that insure people, that standing rules run over. */
export const insuranceInstitutions = {
  INSURING: population(Insurance, 'payerCode', {
    where: (day) => `${PUBLIC} and payer_code is not null and ${inForce.sql(day)}`,
  }),
};
