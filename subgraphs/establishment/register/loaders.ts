import { activeFilters, contains, equals, inForce, type FilterArguments } from '../../kit/database/filter.ts';
import type { LoaderDefinition } from '../../kit/database/load.ts';
import { manyByKey, oneByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
import { statement } from '../../kit/database/reader.ts';
import { authorisedByCategory } from './authorised.ts';
import {
  Division,
  Duty,
  Institution,
  InternalBody,
  LeaderLimit,
  OffQuotaControl,
  Quota,
} from './entities.ts';

const asOf = inForce;

/** Posts of one title in one measure, added up over the categories. */
export interface AuthorisedPosts {
  readonly institutionCode: string;
  readonly title: string;
  readonly measure: Quota['measure'];
  readonly number: string;
}

const authorisedFilters = { asOf, category: equals(Quota, 'category') };

/** Authorised posts over all categories. */
const authorised: LoaderDefinition<FilterArguments<typeof authorisedFilters>, string> = {
  batch: async (db, keys, args) => {
    const { conditions, values } = activeFilters(authorisedFilters, args, 2);
    const where = ['institution_code = any($1)', ...conditions].join(' and ');
    const text = `
      select institution_code as "__key", sum(authorised) as number
      from (${authorisedByCategory(where)}) as by_category
      group by institution_code`;
    const rows = await db.rows<{ __key: string; number: string }>(statement(text), [keys, ...values]);
    const numbers = new Map(rows.map((row) => [row.__key, row.number]));
    return keys.map((key) => numbers.get(key) ?? '0.00');
  },
};

export const registerLoaders = {
  institution: oneByKey(Institution, { key: 'code', filters: { asOf } }),
  institutionHistory: manyByKey(Institution, { key: 'code', order: ['validFrom'] }),
  childInstitutions: pageByKey(Institution, { key: 'parentCode', filters: { asOf }, order: ['code'] }),
  division: oneByKey(Division, { key: 'code' }),
  childDivisions: manyByKey(Division, { key: 'parentCode', order: ['code'] }),
  internalBodies: manyByKey(InternalBody, { key: 'institutionCode', filters: { asOf }, order: ['id'] }),
  duties: manyByKey(Duty, { key: 'institutionCode', filters: { asOf }, order: ['ordinal'] }),
  quotas: manyByKey(Quota, {
    key: 'institutionCode',
    filters: { asOf, category: equals(Quota, 'category'), measure: equals(Quota, 'measure') },
    order: ['category', 'title', 'measure'],
  }),
  posts: summaryByKey<AuthorisedPosts>()(Quota, {
    key: 'institutionCode',
    filters: { asOf, measure: equals(Quota, 'measure') },
    where: ["title <> ''"],
    groupBy: ['institutionCode', 'title', 'measure'],
    select: { number: 'sum(number)' },
  }),
  authorised,
  leaders: manyByKey(LeaderLimit, { key: 'institutionCode', filters: { asOf }, order: ['level', 'role'] }),
  offQuotaControl: oneByKey(OffQuotaControl, { key: 'institutionCode', filters: { asOf } }),
};

/** Pages of the register. */
export const institutionPage = pageOfAll(Institution, {
  filters: {
    asOf,
    kind: equals(Institution, 'kind'),
    parentCode: equals(Institution, 'parentCode'),
    nameContains: contains(Institution, 'name'),
  },
  order: ['code'],
});
