import { contains, equals, inForce } from '../../kit/database/filter.ts';
import { manyByKey, oneByKey, summaryByKey } from '../../kit/database/loaders.ts';
import { pageByKey, pageOfAll } from '../../kit/database/pages.ts';
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
  authorised: summaryByKey<{ readonly number: string }>()(Quota, {
    key: 'institutionCode',
    filters: { asOf, category: equals(Quota, 'category') },
    select: { number: "coalesce(sum(number) filter (where measure = 'POST'), 0)" },
  }),
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
