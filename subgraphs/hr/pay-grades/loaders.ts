import { inForce } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { PayGrade } from './entities.ts';

export const payGradeLoaders = {
  payGrades: manyByKey(PayGrade, { key: 'pid', filters: { asOf: inForce }, order: ['validFrom', 'id'] }),
};
