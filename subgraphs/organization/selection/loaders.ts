import { atLeast, atMost, equals } from '../../kit/database/filter.ts';
import { manyByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { SelectionCheck, Training } from './entities.ts';

const period = { from: atLeast(SelectionCheck, 'checkedOn'), to: atMost(SelectionCheck, 'checkedOn') };
const newestFirst = { order: ['checkedOn', 'id'], descending: true } as const;

export const selectionLoaders = {
  checksOfInstitution: pageByKey(SelectionCheck, { key: 'institutionCode', filters: period, ...newestFirst }),
  trainingsOfPerson: manyByKey(Training, { key: 'pid', order: ['startedOn', 'id'] }),
};

/** Pages of all selection checks. */
export const checkPage = pageOfAll(SelectionCheck, {
  filters: { ...period, result: equals(SelectionCheck, 'result') },
  ...newestFirst,
});
