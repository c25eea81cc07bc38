import { inForce } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { Insurance } from './entities.ts';

export const insuranceLoaders = {
  insurance: manyByKey(Insurance, { key: 'pid', filters: { asOf: inForce }, order: ['validFrom', 'id'] }),
};
