import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { manyByKey, oneByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { Tour, TourFinding, TourUnit } from './entities.ts';

export const tourLoaders = {
  tour: oneByKey(Tour, { key: 'code' }),
  unitsOfTour: manyByKey(TourUnit, { key: 'tourCode', order: ['institutionCode'] }),
  unitsOfInstitution: manyByKey(TourUnit, { key: 'institutionCode', order: ['tourCode'] }),
  findingsOfTour: pageByKey(TourFinding, {
    key: 'tourCode',
    filters: {},
    order: ['institutionCode', 'ordinal'],
  }),
  findingsOfInstitution: pageByKey(TourFinding, {
    key: 'institutionCode',
    filters: { from: atLeast(TourFinding, 'foundOn'), to: atMost(TourFinding, 'foundOn') },
    order: ['foundOn', 'id'],
    descending: true,
  }),
};

/** Pages of all tours. */
export const tourPage = pageOfAll(Tour, {
  filters: { year: equals<Tour, number>(Tour, 'year') },
  order: ['startsOn', 'id'],
  descending: true,
});
